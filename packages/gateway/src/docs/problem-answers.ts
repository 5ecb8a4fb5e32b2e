import { STATUS_CODES } from 'node:http';
import { type Operation, type Problem, type ProblemCode, type ProblemMeaning, problems } from '@ordermill/contracts';

const always: readonly ProblemCode[] = ['invalid_path', 'internal_error'];
const ofApi: readonly ProblemCode[] = [
  'service_unavailable',
  'store_unavailable',
  'identity_provider_unavailable',
  'starting',
  'gateway_timeout',
];
const ofBodies: readonly ProblemCode[] = [
  'invalid_request',
  'invalid_json',
  'request_aborted',
  'body_too_large',
  'unsupported_media_type',
  'unsupported_encoding',
];
/** Whether it is counted for its user and its address. */
export const isLimited = ({ path }: Operation): boolean => /^\/(?:api|auth)\//.test(path);

/** Whether a browser has to say that it comes from a page of this site. */
const isGuarded = ({ method, access, path }: Operation): boolean =>
  method !== 'get' && (access !== 'anyone' || path.startsWith('/auth/'));

/** Whether it may come with an Idempotency-Key. */
export const isRepeatable = ({ method, access }: Operation): boolean => method === 'post' && access !== 'anyone';

const ofKeys: readonly ProblemCode[] = ['invalid_request', 'idempotency_key_reused', 'concurrent_update'];

/** Every problem that an operation can have: those of its kind, and its own. */
export const problemsOf = (operation: Operation): ProblemCode[] => {
  const { access, method, params, query, headers, body, problems: own = [] } = operation;
  return [
    ...new Set([
      ...always,
      ...(isLimited(operation) ? (['rate_limited', 'unknown_host'] as const) : []),
      ...(isGuarded(operation) ? ['csrf' as const] : []),
      ...(access === 'anyone' ? [] : [...ofApi, 'unauthenticated' as const]),
      ...(access === 'admin' ? ['forbidden' as const] : []),
      ...(params ? ['invalid_id' as const] : []),
      ...(query || headers ? ['invalid_request' as const] : []),
      ...(body || method === 'post' ? ofBodies : []),
      ...(isRepeatable(operation) ? ofKeys : []),
      ...own,
    ]),
  ];
};

/** A problem as a client sees it. */
export const problemBody = (code: ProblemCode): Problem => {
  const { status, means, fault }: ProblemMeaning = problems[code];
  return {
    type: `https://ordermill.dev/problems/${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: means,
    code,
    ...(fault ? { errors: [fault] } : {}),
  };
};
