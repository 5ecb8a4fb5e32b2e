import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import { dateAndTime, relativeTime } from '../format/dates.js';

const everyMs = 30_000;

/** How long ago, or how far ahead, kept up to date; the exact time on request. */
export const RelativeTime = ({ value }: { readonly value: string }) => {
  const [now, setNow] = useState(Date.now);
  useInterval(() => setNow(Date.now()), everyMs, { autoInvoke: true });
  return (
    <time dateTime={value} title={dateAndTime(value)}>
      {relativeTime(value, now)}
    </time>
  );
};
