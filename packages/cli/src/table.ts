/** Rows under a head, in columns as wide as they need to be; the columns named `right` are of numbers. */
export const formatTable = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly string[],
): string[] => {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const format = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return right.includes(head[column] ?? '') ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [head, ...rows].map(format);
};
