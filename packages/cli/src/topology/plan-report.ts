import type { Difference, TopologyItem } from '@ordermill/eventing';
import { formatTable } from '../table.js';

const head = ['NAME', 'STATE', 'MESSAGES', 'CONSUMERS'];

/** What an operator reads of a plan: a table, every difference in words, and what to do. */
export const planReport = (items: readonly TopologyItem[]): string => {
  const rows = items.map(({ kind, name, state, messages, consumers }) => [
    kind === 'exchange' ? `${name} (exchange)` : name,
    state,
    number(messages),
    number(consumers),
  ]);
  const lines = [...formatTable(head, rows, ['MESSAGES', 'CONSUMERS']), ...items.flatMap(explain)];
  return [...lines, '', conclusionOf(items.filter(({ state }) => state !== 'ok').length)].map((line) => `${line}\n`).join('');
};

const number = (count: number | undefined): string => (count === undefined ? '' : count.toLocaleString('en'));

const show = (value: Difference['current']): string => (value === undefined ? 'not set' : value === '' ? '""' : String(value));

const explain = ({ kind, name, state, differences }: TopologyItem): readonly string[] => {
  if (state === 'unfinished') return ['', `${name} was left by a migration that was ended: apply finishes it.`];
  if (state !== 'differs') return [];
  const remedy = kind === 'exchange' ? 'delete it first.' : 'apply makes the queue anew, with its messages.';
  return [
    '',
    `${name} differs, and the broker would refuse to change it: ${remedy}`,
    ...differences.map(({ argument, current, wanted }) => `  ${argument}: ${show(current)} → ${show(wanted)}`),
  ];
};

const conclusionOf = (changes: number): string => {
  if (changes === 0) return 'Nothing to do. Bindings cannot be listed: apply sets them right in any case.';
  return `${changes} to do: ordermill topology apply. Bindings cannot be listed: it sets them right as well.`;
};
