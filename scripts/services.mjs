import { fileURLToPath } from 'node:url';

const LOOPBACK = '127.0.0.1';
const REPLICA_STEP = 10;

/** Every service that has a process of its own, from the first port upwards; the gateway finds it at `${variable}`. */
export const services = [
  { name: 'order-service', offset: 0, variable: 'ORDER_URL' },
  { name: 'payment-service', offset: 1, variable: 'PAYMENT_URL' },
  { name: 'voucher-service', offset: 2, variable: 'VOUCHER_URL' },
  { name: 'event-store-service', offset: 3, variable: 'EVENT_STORE_URL' },
];

export const defaultFirstPort = 8001;

export const programOf = (name) => fileURLToPath(new URL(`../packages/${name}/dist/src/main.js`, import.meta.url));

const portsOf = (service, { replicas, firstPort }) =>
  Array.from({ length: replicas }, (_, index) => firstPort + service.offset + REPLICA_STEP * index);

const urlsOf = (service, layout) =>
  portsOf(service, layout)
    .map((port) => `http://${LOOPBACK}:${port}`)
    .join(',');

/** What to run: a name, a program, where it answers and the variables that differ from the common ones. */
export const processesFor = (layout, gateway) => [
  ...services.flatMap((service) =>
    portsOf(service, layout).map((port, index) => ({
      name: layout.replicas === 1 ? service.name : `${service.name}-${index + 1}`,
      program: programOf(service.name),
      host: LOOPBACK,
      port,
      variables: { HOST: LOOPBACK, PORT: String(port) },
    })),
  ),
  {
    name: 'gateway',
    program: programOf('gateway'),
    host: gateway.host === '0.0.0.0' ? LOOPBACK : gateway.host,
    port: gateway.port,
    variables: Object.fromEntries(services.map((service) => [service.variable, urlsOf(service, layout)])),
  },
];

export const readinessUrl = ({ host, port }) => `http://${host}:${port}/health/ready`;
