import type { AddCommand } from './add-command.js';
import { addDeadLetters } from './commands/dead-letters.js';
import { addEvents } from './commands/events.js';
import { addProjections } from './commands/projections.js';
import { addTopology } from './commands/topology.js';

/** Each is a file in `commands/` and a line here. */
export const commands: readonly AddCommand[] = [addDeadLetters, addEvents, addProjections, addTopology];
