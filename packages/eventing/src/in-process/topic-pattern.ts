/** Whether an AMQP topic pattern matches a type: words between dots, `*` is one word, `#` any number of them. */
export const matchesTopic = (pattern: string, type: string): boolean => matchesWords(pattern.split('.'), type.split('.'));

const matchesWords = (pattern: readonly string[], words: readonly string[]): boolean => {
  const [first, ...rest] = pattern;
  if (first === undefined) return words.length === 0;
  if (first === '#') return matchesWords(rest, words) || (words.length > 0 && matchesWords(pattern, words.slice(1)));
  return words.length > 0 && (first === '*' || first === words[0]) && matchesWords(rest, words.slice(1));
};
