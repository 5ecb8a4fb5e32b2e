/** Where a letter is shown: `SERVICE.UUID` at `SERVICE/UUID`, because a path that ends in a dot and more is of a file. */
export const letterAddress = (id: string): string => `/ops/dead-letters/${id.split('.').map(encodeURIComponent).join('/')}`;

export const letterIdAt = ({ service = '', letter = '' }: Readonly<Partial<Record<string, string>>>): string =>
  `${service}.${letter}`;
