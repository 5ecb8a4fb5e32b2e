import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type StripeAnswer, StripeBooks } from './stripe-books.js';

interface Disturbance {
  readonly path: RegExp;
  /** Before or after the request is carried out. */
  readonly when: 'before' | 'after';
  /** The connection is closed, or there is no answer until `release`. */
  readonly how: 'cut' | 'hold';
  /** The library asks again at once where a connection was closed. */
  times: number;
}

interface Kept {
  readonly fingerprint: string;
  answer?: StripeAnswer;
}

export const secretKey = 'sk_test_stand-in';

/** A local HTTP server that speaks Stripe's documented wire format, as far as payments and refunds by card go. */
export class StripeStandIn {
  books = new StripeBooks();
  /** Of every request: method and path. */
  readonly requests: string[] = [];
  private readonly keys = new Map<string, Kept>();
  private readonly disturbances: Disturbance[] = [];
  private readonly holding = new EventEmitter().setMaxListeners(0);
  private readonly server = createServer((request, response) => void this.serve(request, response));

  static async listen(): Promise<StripeStandIn> {
    const standIn = new StripeStandIn();
    standIn.server.listen(0, '127.0.0.1');
    await once(standIn.server, 'listening');
    return standIn;
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`);
  }

  disturb(path: RegExp, when: Disturbance['when'], how: Disturbance['how']): void {
    this.disturbances.push({ path, when, how, times: how === 'cut' ? 2 : 1 });
  }

  /** Resolves when a request is held. */
  async held(): Promise<void> {
    await once(this.holding, 'held');
  }

  /** Held requests go on; resolves when they have been carried out. */
  async release(): Promise<void> {
    const over = once(this.holding, 'over');
    this.holding.emit('release');
    await over;
  }

  /** As after a day. */
  forgetKeys(): void {
    this.keys.clear();
  }

  async close(): Promise<void> {
    this.holding.emit('release');
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await text(request);
    const label = `${request.method} ${request.url}`;
    this.requests.push(label);
    const disturbance = this.disturbances.find(({ path, times }) => times > 0 && path.test(label));
    if (disturbance) disturbance.times -= 1;
    if (disturbance?.when === 'before' && disturbance.how === 'cut') return void request.socket.destroy();
    if (disturbance?.when === 'before') await this.hold();
    const { status, body } = this.answerTo(request, sent);
    if (disturbance?.when === 'after' && disturbance.how === 'cut') return void request.socket.destroy();
    if (disturbance?.when === 'after') await this.hold();
    response.writeHead(status, { 'Content-Type': 'application/json', 'Request-Id': `req_${this.requests.length}` });
    response.end(JSON.stringify(body));
    if (disturbance?.how === 'hold') this.holding.emit('over');
  }

  private async hold(): Promise<void> {
    const released = once(this.holding, 'release');
    this.holding.emit('held');
    await released;
  }

  private answerTo({ method, url = '', headers }: IncomingMessage, sent: string): StripeAnswer {
    if (headers.authorization !== `Bearer ${secretKey}`) return error(401, 'invalid_request_error', 'api_key_expired');
    if (!headers['stripe-version']) return error(400, 'invalid_request_error', 'parameter_missing');
    const { pathname, searchParams } = new URL(url, 'http://stripe');
    if (method === 'GET') return this.read(pathname, searchParams);
    const key = String(headers['idempotency-key']);
    const fingerprint = `${pathname}?${sent}`;
    const kept = this.keys.get(key);
    if (kept && kept.fingerprint !== fingerprint) return error(400, 'idempotency_error', '');
    const answer = kept?.answer ?? this.write(pathname, Object.fromEntries(new URLSearchParams(sent)));
    this.keys.set(key, { fingerprint, answer });
    return answer;
  }

  private read(path: string, query: URLSearchParams): StripeAnswer {
    if (path === '/v1/payment_intents/search') return this.books.search(query.get('query') ?? '');
    if (path === '/v1/refunds') return this.books.refundsOf(query.get('payment_intent') ?? '');
    return this.books.intent(path.replace('/v1/payment_intents/', ''));
  }

  private write(path: string, form: Readonly<Record<string, string>>): StripeAnswer {
    const [, , resource, id = '', action] = path.split('/');
    switch (`${resource}/${action ?? ''}`) {
      case 'payment_intents/':
        return this.books.createIntent(form);
      case 'payment_intents/confirm':
        return this.books.confirm(id, form);
      case 'payment_intents/cancel':
        return this.books.cancel(id);
      case 'payment_methods/':
        return this.books.createMethod(form);
      case 'refunds/':
        return this.books.createRefund(form);
      default:
        return error(404, 'invalid_request_error', 'resource_missing');
    }
  }
}

const error = (status: number, type: string, code: string): StripeAnswer => ({
  status,
  body: { error: { type, code, message: code } },
});
