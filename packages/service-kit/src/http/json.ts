const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const literals = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;
const mayBeInexact = /\d[\d.]{15}/;
const longestLiteral = 100;

const digitsOf = (literal: string): string =>
  literal.replace(/e.*/i, '').replaceAll(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '');

/** Whether a double that is written again has the digits of the literal. */
const isExact = (literal: string): boolean =>
  literal.length <= longestLiteral && digitsOf(literal) === digitsOf(String(Number(literal)));

/**
 * Reads JSON without losing a character or a digit. Throws when the bytes are not UTF-8 or not JSON.
 * A number with digits that a double would round away is handed over as a string, for a schema to take as it was written, or to refuse.
 */
export const readJson = (bytes: Uint8Array): unknown => {
  const text = utf8.decode(bytes);
  const value: unknown = JSON.parse(text);
  if (!mayBeInexact.test(text)) return value;
  const exact = text.replaceAll(literals, (literal) => (literal.startsWith('"') || isExact(literal) ? literal : `"${literal}"`));
  return exact === text ? value : JSON.parse(exact);
};
