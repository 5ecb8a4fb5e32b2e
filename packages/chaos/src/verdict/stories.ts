import type { Evidence } from './evidence.js';
import type { Finding } from './finding.js';
import type { LoggedEvent } from './logged-event.js';
import type { Story } from './services.js';

/** Of an order that was paid and earned a voucher. */
export const deliveredWithVoucher: Story = {
  order: ['order.created', 'order.confirmed', 'order.sent', 'order.delivered'],
  payment: ['payment.requested', 'payment.confirmed'],
  voucher: ['voucher.issued'],
};

/** The stories that an order may have had, by what it said when it was placed. */
export type ExpectedStories = (created: LoggedEvent) => readonly Story[];

/** Every accepted order is there, and every order that is there has had one of the stories that were expected of it: each effect once. */
export const checkStories = (
  evidence: readonly Evidence[],
  { accepted, expected }: { readonly accepted: readonly string[]; readonly expected: ExpectedStories },
): Finding[] => {
  const stories = readStories(evidence);
  const created = new Map(firstEvents(evidence).map((event) => [event.subject, event]));
  const missing = accepted
    .filter((id) => !created.has(id))
    .map((id): Finding => ({ kind: 'lost', about: id, problem: 'was accepted, and no log knows it' }));
  const judged = [...stories].flatMap(([id, story]) => {
    const first = created.get(id);
    return first
      ? judge(id, story, expected(first))
      : [{ kind: 'story', about: id, problem: `has ${tell(story)}, but never began` } as const];
  });
  return [...missing, ...judged];
};

/** By the id of the order. */
export const readStories = (evidence: readonly Evidence[]): Map<string, Story> => {
  const stories = new Map<string, Record<keyof Story, string[]>>();
  for (const { module, events } of evidence)
    for (const { subject, type } of events) {
      const story = stories.get(subject) ?? { order: [], payment: [], voucher: [] };
      story[module.name].push(type);
      stories.set(subject, story);
    }
  return stories;
};

const firstEvents = (evidence: readonly Evidence[]): LoggedEvent[] =>
  evidence.flatMap(({ events }) => events).filter(({ type }) => type === 'order.created');

const tell = ({ order, payment, voucher }: Story): string => [...order, ...payment, ...voucher].join(', ');

const judge = (about: string, story: Story, allowed: readonly Story[]): Finding[] => {
  if (allowed.some((candidate) => isSame(candidate, story))) return [];
  const types = [...story.order, ...story.payment, ...story.voucher];
  const twice = types.filter((type, index) => types.indexOf(type) !== index);
  if (twice.length > 0) return [{ kind: 'repeated', about, problem: `has ${twice.join(', ')} twice` }];
  const isUnfinished = allowed.some((candidate) => isBeginning(story, candidate));
  return [{ kind: isUnfinished ? 'lost' : 'story', about, problem: `has ${tell(story)}` }];
};

const isSame = (one: Story, other: Story): boolean => tell(one) === tell(other);

const isBeginning = (story: Story, whole: Story): boolean =>
  (['order', 'payment', 'voucher'] as const).every((service) =>
    story[service].every((type, step) => type === whole[service][step]),
  );
