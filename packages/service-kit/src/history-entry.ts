import type { HistoryEntry } from '@ordermill/contracts';
import type { CloudEvent } from '@ordermill/eventing';

/** An event as an order's history tells it. */
export const historyEntryOf = ({ id, type, source, time, sequence, actor, causationid, data }: CloudEvent): HistoryEntry => ({
  id,
  type,
  source,
  time,
  version: Math.min(Number(sequence), Number.MAX_SAFE_INTEGER),
  actor: actor ?? null,
  causationId: causationid ?? null,
  data: { ...Object(data) } as HistoryEntry['data'],
});
