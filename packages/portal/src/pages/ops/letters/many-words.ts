import type { LetterAction } from '../../../api/ops-dead-letters.js';
import { counted } from '../shared/numbers.js';

interface Words {
  readonly verb: string;
  readonly outcome: string;
  readonly question: string;
  readonly consequence: string;
}

export const manyWords: Readonly<Record<LetterAction, Words>> = {
  redrive: {
    verb: 'Redrive',
    outcome: 'redriven',
    question: 'Redrive the letters that match?',
    consequence: 'They go back to their services, the longest waiting first. What fails again is a new letter.',
  },
  discard: {
    verb: 'Discard',
    outcome: 'discarded',
    question: 'Discard the letters that match?',
    consequence: 'They are thrown away for good, and their events are never handled.',
  },
};

export const countOf = (count: number): string => counted(count, 'letter');
