import type * as Scripts from '../../../../scripts/rabbitmq.mjs';

export const { canStartRabbitmq, startRabbitmq } = (await import(
  new URL('../../../../../scripts/rabbitmq.mjs', import.meta.url).href
)) as typeof Scripts;
