import { fileURLToPath } from 'node:url';

const LOOPBACK = '127.0.0.1';
const REPLICA_STEP = 10;

/** Every service that has a process of its own; the gateway finds it at `${variable}`. */
export const services = [
  { name: 'order-service', port: 8001, variable: 'ORDER_URL' },
  { name: 'payment-service', port: 8002, variable: 'PAYMENT_URL' },
  { name: 'voucher-service', port: 8003, variable: 'VOUCHER_URL' },
];

export const programOf = (name) => fileURLToPath(new URL(`../packages/${name}/dist/src/main.js`, import.meta.url));

const portsOf = (service, replicas) => Array.from({ length: replicas }, (_, index) => service.port + REPLICA_STEP * index);

const urlsOf = (service, replicas) =>
  portsOf(service, replicas)
    .map((port) => `http://${LOOPBACK}:${port}`)
    .join(',');

/** What to run: a name, a program, where it answers and the variables that differ from the common ones. */
export const processesFor = (replicas, gateway) => [
  ...services.flatMap((service) =>
    portsOf(service, replicas).map((port, index) => ({
      name: replicas === 1 ? service.name : `${service.name}-${index + 1}`,
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
    variables: Object.fromEntries(services.map((service) => [service.variable, urlsOf(service, replicas)])),
  },
];

export const readinessUrl = ({ host, port }) => `http://${host}:${port}/health/ready`;
