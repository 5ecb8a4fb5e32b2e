type Claims = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Claims => typeof value === 'object' && value !== null;

/** The value of a claim: by its name, which may be a URL, or along a path such as `realm_access.roles`. */
const claimAt = (claims: Claims, path: string): unknown => {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const name of path.split('.')) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return value;
};

const textsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === 'string');

/** An address that its owner never confirmed says nothing of who uses it. */
const isConfirmed = (claims: Claims, path: string): boolean => path !== 'email' || claims['email_verified'] === true;

/** The roles in a claim, a text or a list of them, of which `adminRole` alone becomes `admin`. */
export const rolesIn = (claims: Claims, path: string, adminRole: string): readonly string[] => {
  const named = isConfirmed(claims, path) ? textsIn(claimAt(claims, path)) : [];
  const others = named.filter((role) => role !== 'admin' && role !== adminRole);
  return named.includes(adminRole) ? ['admin', ...others] : others;
};
