import {
  createProcessor,
  type CloudEvent,
  InProcessEventBus,
  PostgresParking,
  RabbitMqEventBus,
  Relay,
  Timers,
} from '../../src/index.js';
import { catalog, credit, openAccounts } from './accounts.js';

// A service that a message or a timer about a subject with "poison" in its name ends as a crash would. Any other is copied.
const { DATABASE_NAME = '', AMQP_URL, NAMESPACE = '' } = process.env;
const policy = { immediateTries: 1, delays: [50], jitter: 0 };

const service = await openAccounts(DATABASE_NAME);
const bus = AMQP_URL
  ? new RabbitMqEventBus({
      urls: [AMQP_URL],
      topology: { namespace: NAMESPACE, services: { account: ['account.*'] }, retryDelays: policy.delays },
    })
  : new InProcessEventBus(new PostgresParking(() => service.database));

const copy = async ({ subject, type }: CloudEvent): Promise<void> => {
  if (subject.includes('poison')) process.kill(process.pid, 'SIGKILL');
  if (!subject.startsWith('copy-')) await service.accounts.change(`copy-${subject}-${type}`, () => [credit(1)]);
};

const timers = new Timers({ unitOfWork: service.unitOfWork, handlers: { 'account.reminder-due': copy }, policy });
await bus.subscribe({
  service: 'account',
  patterns: ['account.*'],
  process: createProcessor({ catalog, handlers: { 'account.credited': copy }, inbox: service.unitOfWork, policy }),
  batchSize: 50,
});
new Relay({ unitOfWork: service.unitOfWork, bus }).start();
timers.start();
