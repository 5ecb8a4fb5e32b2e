import { z } from 'zod';

export const liveResponse = z.object({ status: z.literal('live') });

/** What each check found: `ok`, or in a few words what is amiss. */
export const readyResponse = z.object({
  status: z.enum(['ready', 'unavailable']),
  checks: z.record(z.string(), z.string().meta({ examples: ['ok'] })),
});

export type ReadyResponse = z.infer<typeof readyResponse>;
