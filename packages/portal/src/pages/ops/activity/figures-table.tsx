import { serviceTitle } from '../shared/words.js';
import type { Moment } from './series.js';
import classes from './figures-table.module.css';

interface FiguresTableProps {
  readonly title: string;
  readonly moments: readonly Moment[];
  readonly services: readonly string[];
  readonly timeOf: (at: string) => string;
  readonly textOf: (value: number | null | undefined) => string;
}

/** What a chart shows, for who would rather read it; the newest first. */
export const FiguresTable = ({ title, moments, services, timeOf, textOf }: FiguresTableProps) => (
  <details className={classes['details']}>
    <summary>Figures</summary>
    <div className={classes['frame']} role="region" aria-label={`${title}, figures`} tabIndex={0}>
      <table className={classes['table']}>
        <caption className={classes['caption']}>{title}</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {services.map((service) => (
              <th key={service} scope="col">
                {serviceTitle(service)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {moments.toReversed().map(({ at, values }) => (
            <tr key={at}>
              <th scope="row">{timeOf(at)}</th>
              {services.map((service) => (
                <td key={service}>{textOf(values[service])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
);
