import { cells, type Fault, faults, type Moment } from './cells.js';
import { type Step, steps } from './steps.js';

const columns = Object.keys(faults) as Fault[];

const has = (step: Step, moment: Moment, fault: Fault): boolean =>
  cells.some((cell) => cell.step === step && cell.moment === moment && cell.fault === fault);

/** The matrix in Markdown: a row for each moment, a column for each fault, a mark for each cell. */
export const renderMatrix = (): readonly string[] => [
  `| step | moment | ${columns.map((fault) => faults[fault]).join(' | ')} |`,
  `| --- | --- | ${columns.map(() => '---').join(' | ')} |`,
  ...Object.values<Step>(steps).flatMap((step) =>
    (['before', 'after'] as const)
      .filter((moment) => step[moment])
      .map(
        (moment) => `| ${step.name} | ${moment} | ${columns.map((fault) => (has(step, moment, fault) ? '×' : '')).join(' | ')} |`,
      ),
  ),
];
