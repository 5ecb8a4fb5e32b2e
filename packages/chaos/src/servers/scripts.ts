import type * as FreePorts from '../../../../scripts/free-ports.mjs';
import type * as RabbitMq from '../../../../scripts/rabbitmq.mjs';

const load = (name: string): Promise<unknown> => import(new URL(`../../../../../scripts/${name}`, import.meta.url).href);

export const { freePorts } = (await load('free-ports.mjs')) as typeof FreePorts;
export const { mayDoWithoutRabbitmq, startRabbitmq } = (await load('rabbitmq.mjs')) as typeof RabbitMq;
export type PrivateRabbitmq = RabbitMq.PrivateRabbitmq;
