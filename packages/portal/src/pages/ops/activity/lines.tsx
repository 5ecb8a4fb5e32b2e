import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { serviceTitle } from '../shared/words.js';
import { lineOf, type Moment } from './series.js';
import classes from './lines.module.css';

interface LinesProps {
  readonly moments: readonly Moment[];
  readonly services: readonly string[];
  readonly timeOf: (at: string) => string;
  readonly format: (value: number) => string;
}

const height = 210;
const margin = { top: 12, right: 8, bottom: 0, left: 0 };
const dashes = ['0', '7 3', '2 3', '9 3 2 3'];

/** One line a service, told apart by colour and by dashes. */
export const Lines = ({ moments, services, timeOf, format }: LinesProps) => (
  <ResponsiveContainer width="100%" height={height} className={classes['lines'] ?? ''}>
    <LineChart data={[...moments]} margin={margin} accessibilityLayer={false}>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis dataKey="at" tickFormatter={timeOf} minTickGap={48} tickLine={false} stroke="var(--line)" />
      <YAxis width={66} domain={[0, 'auto']} tickFormatter={format} tickLine={false} axisLine={false} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--mantine-color-dimmed)' }}
        content={({ active, label, payload }) =>
          active ? (
            <div className={classes['tip']}>
              <strong>{timeOf(String(label))}</strong>
              {payload.map(({ name, value }) => (
                <p key={String(name)}>
                  <span>{serviceTitle(String(name))}</span> {typeof value === 'number' ? format(value) : '–'}
                </p>
              ))}
            </div>
          ) : null
        }
      />
      {services.map((service) => (
        <Line
          key={service}
          name={service}
          dataKey={({ values }: Moment) => values[service]}
          type="monotone"
          dot={false}
          strokeWidth={2}
          stroke={`var(--series-${lineOf(service)})`}
          strokeDasharray={dashes[lineOf(service) - 1] ?? '0'}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  </ResponsiveContainer>
);
