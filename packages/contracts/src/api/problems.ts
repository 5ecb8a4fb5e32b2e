export interface ProblemMeaning {
  readonly status: number;
  readonly means: string;
  /** An example of its `errors`, of a code that has them. */
  readonly fault?: { readonly path: string; readonly message: string };
}

/** Why a request can be refused, by the `code` of the problem details. */
export const problems = {
  invalid_request: {
    status: 400,
    means: 'A field, a parameter or a header is not as it must be; `errors` names each.',
    fault: { path: 'amount', message: 'must be more than zero' },
  },
  invalid_json: { status: 400, means: 'The body is not JSON in UTF-8.', fault: { path: 'body', message: 'must be valid JSON' } },
  invalid_id: {
    status: 400,
    means: 'An id in the path has not the shape of one.',
    fault: { path: 'id', message: 'must be a UUID' },
  },
  invalid_path: {
    status: 400,
    means: 'The path is not percent-encoded UTF-8, or it has segments `.` or `..`.',
    fault: { path: 'path', message: 'must be percent-encoded UTF-8' },
  },
  invalid_event: {
    status: 400,
    means: 'The event is none that the service could read.',
    fault: { path: 'body', message: 'not a CloudEvent: type: is required' },
  },
  too_deep: { status: 400, means: 'The data are nested too deeply.' },
  invalid_signature: { status: 400, means: 'The signature is not that of the body, or too old.' },
  request_aborted: { status: 400, means: 'The request ended before its body.' },
  unauthenticated: { status: 401, means: 'There is no token, or it is not valid.' },
  card_declined: { status: 402, means: 'The card was declined. The order can still be paid.' },
  insufficient_funds: { status: 402, means: 'The card has insufficient funds. The order can still be paid.' },
  expired_card: { status: 402, means: 'The card has expired. The order can still be paid.' },
  incorrect_number: { status: 402, means: 'The number of the card is not right. The order can still be paid.' },
  incorrect_cvc: { status: 402, means: 'The security code is not right. The order can still be paid.' },
  lost_card: { status: 402, means: 'The card was declined: it is reported lost. The order can still be paid.' },
  stolen_card: { status: 402, means: 'The card was declined: it is reported stolen. The order can still be paid.' },
  processing_error: { status: 402, means: 'The card could not be charged. The order can still be paid.' },
  csrf: { status: 403, means: 'With a session cookie, requests that change something must come from a page of this site.' },
  forbidden: { status: 403, means: 'The caller has not the role that is needed.' },
  order_not_found: { status: 404, means: 'The caller has no such order.' },
  payment_not_found: { status: 404, means: 'The caller has no payment of such an order.' },
  voucher_not_found: { status: 404, means: 'The caller has no such voucher.' },
  dead_letter_not_found: { status: 404, means: 'There is no dead letter of this id.' },
  projection_not_found: { status: 404, means: 'There is no projection of this name.' },
  replay_not_found: { status: 404, means: 'There is no replay of this id.' },
  order_not_cancellable: { status: 409, means: 'The order has been delivered.' },
  order_not_sendable: { status: 409, means: 'Only a confirmed order can be sent.' },
  already_paid: { status: 409, means: 'The order is paid already.' },
  payment_not_manual: { status: 409, means: 'The order is paid without a card.' },
  payment_not_payable: { status: 409, means: 'The payment has ended and cannot be paid any more.' },
  payment_in_progress: { status: 409, means: 'Another attempt to pay the order is under way.' },
  payment_not_captured: { status: 409, means: 'Only what was captured can be refunded.' },
  redrive_window_passed: { status: 409, means: 'The letter is older than the redrive window, and `force` is not set.' },
  dead_letters_busy: { status: 409, means: 'Somebody else is going through these dead letters.' },
  rebuild_cancelling: { status: 409, means: 'A rebuild of the projection is being cancelled.' },
  rebuild_not_running: { status: 409, means: 'No rebuild of the projection is under way.' },
  event_id_taken: { status: 409, means: 'Another event of the same source has this id.' },
  version_mismatch: { status: 412, means: 'The order is at a version that If-Match does not name.' },
  body_too_large: { status: 413, means: 'The body is larger than 1 MiB.' },
  unsupported_media_type: { status: 415, means: 'Content-Type is not application/json.' },
  unsupported_encoding: { status: 415, means: 'Content-Encoding is none of gzip, deflate, br.' },
  unknown_host: { status: 421, means: 'In development, tokens are taken at localhost alone, or at PUBLIC_URL.' },
  total_mismatch: {
    status: 422,
    means: 'The amount is not the sum of the items.',
    fault: { path: 'amount', message: 'must be 3.00, the sum of the items' },
  },
  refund_exceeds_captured: { status: 422, means: 'More would be refunded than was captured.' },
  idempotency_key_reused: { status: 422, means: 'The Idempotency-Key was used for another request.' },
  rate_limited: { status: 429, means: 'Too many requests within a minute, of the user or from the address.' },
  internal_error: { status: 500, means: 'The request could not be completed. Its id is in X-Request-Id.' },
  service_unavailable: { status: 503, means: 'The service cannot be reached. Try again in a moment.' },
  store_unavailable: { status: 503, means: 'The database cannot be reached. Try again in a moment.' },
  identity_provider_unavailable: { status: 503, means: 'It cannot be found out now who asks. Try again in a moment.' },
  broker_unavailable: { status: 503, means: 'RabbitMQ cannot be reached. Try again in a moment.' },
  gateway_unavailable: {
    status: 503,
    means: 'The payment gateway did not answer. What became of the payment will show in a moment.',
  },
  concurrent_update: { status: 503, means: 'Others change the same. Try again in a moment.' },
  starting: { status: 503, means: 'The service is starting. Try again in a moment.' },
  gateway_timeout: { status: 504, means: 'The service did not answer in time.' },
} as const satisfies Readonly<Record<string, ProblemMeaning>>;

export type ProblemCode = keyof typeof problems;
