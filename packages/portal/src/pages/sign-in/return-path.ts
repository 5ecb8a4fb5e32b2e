/** Where to go after signing in: a path of this site alone, never another site's address. */
export const returnPath = (wanted: string | null): string => {
  const isOwnPath = wanted !== null && /^\/(?![/\\])/.test(wanted) && !wanted.startsWith('/sign-in');
  return isOwnPath ? wanted : '/orders';
};
