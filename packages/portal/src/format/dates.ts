const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** `3 minutes ago`, `in 2 months`. */
export const relativeTime = (time: string, now: number, locale?: string): string => {
  const seconds = (Date.parse(time) - now) / 1_000;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  if (unit === 'second') return 'just now';
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
};

const format =
  (options: Intl.DateTimeFormatOptions) =>
  (time: string, locale?: string): string =>
    new Intl.DateTimeFormat(locale, options).format(new Date(time));

/** `21 Nov 2026, 10:46` */
export const dateAndTime = format({ dateStyle: 'medium', timeStyle: 'short' });

/** `21 Nov 2026` */
export const dateOnly = format({ dateStyle: 'medium' });

/** `10:46:54` */
export const timeOfDay = format({ timeStyle: 'medium' });

const dayOf = (day: string): Date | undefined => {
  const date = new Date(`${day}T00:00:00`);
  return Number.isNaN(date.getTime()) ? undefined : date;
};

/** The days `from` and `to` of the reader's calendar, both included, as the window that the API takes. */
export const dayWindow = (from: string | undefined, to: string | undefined) => {
  const end = to === undefined ? undefined : dayOf(to);
  end?.setDate(end.getDate() + 1);
  return { createdFrom: from === undefined ? undefined : dayOf(from)?.toISOString(), createdTo: end?.toISOString() };
};
