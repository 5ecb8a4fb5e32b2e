import { z } from 'zod';
import { sessionResponse, signInBody, signOutResponse } from '../session.js';
import { defineOperation } from './operation.js';

const common = { tag: 'Session', access: 'anyone' } as const;

const headers = z.object({
  'Sec-Fetch-Site': z.literal('same-origin').optional().meta({
    description: 'Set by browsers. Where one does not, `Origin` has to be that of this site.',
  }),
});
const fromHere = { 'Sec-Fetch-Site': 'same-origin' };
const cookie = { headers: ['Set-Cookie'] } as const;

export const sessionOperations = {
  getSession: defineOperation({
    ...common,
    method: 'get',
    path: '/auth/session',
    summary: 'Who is signed in',
    answers: { 200: { description: 'The user, or null.', body: sessionResponse } },
    problems: ['store_unavailable'],
    examples: { now: { summary: 'Now', leadsTo: 200 } },
  }),

  signInAs: defineOperation({
    ...common,
    method: 'post',
    path: '/auth/sign-in',
    summary: 'Sign in as whom one names',
    onlyWith: 'AUTH_MODE=static',
    headers,
    body: signInBody,
    answers: { 204: { description: 'The browser has a session.', ...cookie } },
    problems: ['store_unavailable'],
    examples: {
      demo: { summary: 'The user demo', headers: fromHere, body: { name: 'demo' }, leadsTo: 204 },
      nobody: { summary: 'Somebody who is none', headers: fromHere, body: { name: 'nobody' }, leadsTo: 'invalid_request' },
      foreign: { summary: 'From nobody knows where', body: { name: 'demo' }, leadsTo: 'csrf' },
    },
  }),

  beginSignIn: defineOperation({
    ...common,
    method: 'get',
    path: '/auth/sign-in',
    summary: 'Sign in at the OpenID provider',
    description: 'For a browser: authorization code with PKCE.',
    onlyWith: 'AUTH_MODE=oidc',
    query: z.object({ returnTo: z.string().optional().meta({ description: 'The page of this site to come back to.' }) }),
    answers: { 302: { description: 'The provider asks who it is.', headers: ['Location', 'Set-Cookie'] } },
    problems: ['store_unavailable', 'identity_provider_unavailable'],
    examples: { orders: { summary: 'To see the orders', query: { returnTo: '/orders' }, leadsTo: 302 } },
  }),

  endSignIn: defineOperation({
    ...common,
    method: 'get',
    path: '/auth/callback',
    summary: 'Come back from the OpenID provider',
    description:
      'Whatever the provider says, the browser ends on a page of this site; `signIn` in its address tells of a failure.',
    onlyWith: 'AUTH_MODE=oidc',
    query: z.object({
      state: z.string().optional().meta({ description: 'Which sign-in it was.' }),
      code: z.string().optional().meta({ description: 'What the provider gives for a token.' }),
    }),
    answers: { 302: { description: 'The page that was asked for, with a session.', headers: ['Location', 'Set-Cookie'] } },
    problems: ['store_unavailable', 'identity_provider_unavailable'],
    examples: { late: { summary: 'From a sign-in that nobody began', query: { state: 'unknown', code: 'any' }, leadsTo: 302 } },
  }),

  signOut: defineOperation({
    ...common,
    method: 'post',
    path: '/auth/sign-out',
    summary: 'Sign out',
    description: 'Whoever is not signed in stays so.',
    headers,
    answers: {
      204: { description: 'The session is over.', ...cookie },
      200: {
        description: 'The session is over here, and the browser can end it at the provider too.',
        body: signOutResponse,
        ...cookie,
      },
    },
    problems: ['store_unavailable'],
    examples: {
      here: { summary: 'From a page of this site', headers: fromHere, leadsTo: 204 },
      foreign: { summary: 'From nobody knows where', leadsTo: 'csrf' },
    },
  }),
} as const;
