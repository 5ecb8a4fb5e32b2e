import type { FoundQueue } from './inspection.js';
import { inUse } from './migration.js';
import type { QueueFinding } from './plan.js';
import { TopologyError } from './topology-error.js';

/** Throws TopologyError unless every queue that has to be made anew can be, without losing what anybody has in hand. */
export const assertMigratable = (findings: readonly QueueFinding[]): void => {
  for (const { wanted, found } of findings) {
    if (!found || found.differences.length === 0) continue;
    const obstacle = obstacleOf(found);
    if (obstacle) throw new TopologyError(`queue "${wanted.name}" ${obstacle}: drain and delete it by hand`);
    const users = findings.find((each) => each.wanted.service === wanted.service && usesQueue(each, wanted.name));
    if (users) throw inUse(users.wanted.name, wanted.service);
  }
};

/** What a service consumes from and its dead letters is fed by it; what it lets wait as well. */
const usesQueue = ({ wanted, found }: QueueFinding, migrated: string): boolean =>
  (found?.consumers ?? 0) > 0 && (wanted.role === 'events' || wanted.name === migrated);

const obstacleOf = ({ differences, complete }: FoundQueue): string | undefined => {
  const current = new Map(differences.map((difference) => [difference.argument, difference.current]));
  if (current.get('x-queue-type') === 'stream') return 'is a stream';
  if (current.get('auto_delete') === true) return 'deletes itself';
  return complete ? undefined : 'differs in more than the broker tells';
};
