import { randomUUID } from 'node:crypto';
import type { PaymentResponse, Problem } from '@ordermill/contracts';
import {
  type CloudEvent,
  Database,
  InProcessEventBus,
  InProcessQueues,
  PostgresDeadLetters,
  PostgresParking,
} from '@ordermill/eventing';
import { testServerUrl } from '@ordermill/eventing/testing';
import { createService, HttpServer, readEnvironment } from '@ordermill/service-kit';
import { pino } from 'pino';
import { paymentModule } from '../../src/index.js';

const noDatabase = async (): Promise<void> => {
  const server = await Database.open({ url: testServerUrl(), name: 'postgres', entities: [], migrations: [] });
  await server.query({ text: 'drop database if exists ordermill_payment with (force)' });
  await server.close();
};

const manualOrder = (subject: string): CloudEvent => ({
  specversion: '1.0',
  id: randomUUID(),
  source: '/order',
  type: 'order.created',
  subject,
  time: new Date().toISOString(),
  datacontenttype: 'application/json',
  dataschema: 'https://ordermill.dev/schemas/order.created/v2',
  data: {
    userId: 'demo',
    amount: '20.00',
    currency: 'EUR',
    discount: '0.00',
    description: '',
    paymentMode: 'manual',
    items: [],
    voucherCode: null,
  },
  correlationid: randomUUID(),
  sequence: '1',
});

/** The payment service on the in-process bus, with an empty database and an HTTP port; what it logs and answers is kept. */
export const startPaymentService = async (settings: Readonly<Record<string, string>>) => {
  await noDatabase();
  const env = { AUTH_STATIC_TOKENS: 'user=demo,admin=ann:admin', ...settings };
  readEnvironment(env, paymentModule.settings);
  const said: string[] = [];
  const databaseOf = (): Database => service.database;
  const bus = new InProcessEventBus(new PostgresParking(databaseOf));
  const deadLetters = new PostgresDeadLetters({ databaseOf, deliver: (name, body) => bus.deliver(name, body) });
  const service = await createService(paymentModule, {
    env,
    databaseUrl: testServerUrl(),
    bus,
    operations: { deadLetters, queues: new InProcessQueues(bus, databaseOf) },
    log: pino({ level: 'trace' }, { write: (line: string) => void said.push(line) }),
    stopping: new AbortController().signal,
  });
  await service.attach();
  service.start();
  const server = new HttpServer(service.listener);
  const port = await server.listen('127.0.0.1', 0);
  const call = async (method: string, path: string, body?: string, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/payments${path}`, {
      method,
      headers: { authorization: 'user', 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    said.push(text);
    return { status: answer.status, body: JSON.parse(text) as PaymentResponse & Omit<Problem, 'status'> };
  };
  return {
    call,
    database: service.database,
    /** Every line of the log and every answer. */
    said,
    /** The id of an order that waits for a card. */
    place: async (): Promise<string> => {
      const id = randomUUID();
      await bus.publish(manualOrder(id));
      return id;
    },
    pay: (id: string, number: string, cvt = '0987') =>
      call('POST', `/pay/${id}`, JSON.stringify({ creditCardDetails: { number, cvt, expiry: '12/34' } })),
    paymentOf: async (id: string): Promise<PaymentResponse> => (await call('GET', `/${id}`)).body,
    close: async (): Promise<void> => {
      await server.drain(0);
      await service.drain();
      await service.close();
    },
  };
};
