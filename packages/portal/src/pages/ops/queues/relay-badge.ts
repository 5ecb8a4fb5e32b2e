import type { RelayResponse } from '@ordermill/contracts';
import type { Badge } from '../../../format/words.js';

/** Where a service is no longer ready for it. */
const longestLagSeconds = 10;

export const isBehind = ({ lagSeconds }: RelayResponse): boolean => lagSeconds >= longestLagSeconds;

export const relayBadge = (relay: RelayResponse): Badge => {
  if (isBehind(relay)) return { text: 'Behind', tone: 'bad' };
  return relay.pending > 0 ? { text: 'Publishing', tone: 'active' } : { text: 'Up to date', tone: 'good' };
};
