import { z } from 'zod';
import { textLike } from '../events/fields.js';

const role = z.enum(['admin']).nullable();

/** Who is signed in, and how one signs in. */
export const sessionResponse = z.object({
  mode: z.enum(['static', 'oidc']).meta({ description: 'As whom one names, or at an OpenID provider.' }),
  user: z.object({ id: textLike('demo'), name: textLike('demo'), role }).nullable(),
  accounts: z
    .array(z.object({ name: textLike('demo'), role }))
    .meta({ description: 'Whom one can be without a password: in development alone.' }),
});

export type SessionResponse = z.infer<typeof sessionResponse>;

export const signInBody = z.strictObject({ name: z.string() });

/** Where the browser has to go to sign out at the provider too. */
export const signOutResponse = z.object({ redirect: textLike('https://id.example.org/session/end') });
