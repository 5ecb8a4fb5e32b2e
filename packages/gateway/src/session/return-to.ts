const base = 'http://local.invalid';

/** A path of this site, whatever a link asks for. */
export const localPath = (value: unknown): string => {
  if (typeof value !== 'string' || !value.startsWith('/') || !URL.canParse(value, base)) return '/';
  const { origin, pathname, search, hash } = new URL(value, base);
  // A browser takes //host and /\host for another site.
  return origin === base && !/^\/[/\\]/.test(pathname) ? pathname + search + hash : '/';
};
