import type { RequestListener } from 'node:http';
import type { RabbitMqEventBus } from '@ordermill/eventing';
import { checkEnvironment, type Environment, readEnvironment } from '../config/environment.js';
import { retentionSettings } from '../config/retention.js';
import { authSettings, warnOfStatic } from '../config/auth.js';
import { runnerSettings } from '../config/settings.js';
import { HttpServer } from '../http/server.js';
import { createLogger } from '../log.js';
import { connectBus } from './bus.js';
import { announce, drainInOrder, drainMs } from './drain.js';
import type { ServiceModule } from './module.js';
import { changeSchema } from './change-schema.js';
import { runProcess } from './process.js';
import { createService, type Service } from './service.js';
import { whenStopping } from './stopping.js';
import { startingListener } from './starting-listener.js';

/**
 * A runner: one service in a process of its own, from its environment. With `--migrate` or `--revert` it only changes the schema.
 * Never resolves: the process exits.
 */
export const runService = (module: ServiceModule): Promise<never> => {
  const { env, argv } = process;
  if (argv.includes('--migrate')) return runProcess((stopping) => changeSchema(module, 'migrate', env, stopping));
  if (argv.includes('--revert')) return runProcess((stopping) => changeSchema(module, 'revert', env, stopping));
  return runProcess((stopping) => serve(module, env, stopping));
};

const serve = async (module: ServiceModule, env: Environment, stopping: AbortSignal): Promise<void> => {
  checkEnvironment(env, [runnerSettings, authSettings, retentionSettings, module.settings]);
  const { HOST, PORT, DATABASE_URL, AMQP_URL, LOG_LEVEL } = readEnvironment(env, runnerSettings);
  const log = createLogger(LOG_LEVEL, { service: module.name });

  let listener: RequestListener = startingListener(log);
  let bus: RabbitMqEventBus | undefined;
  let service: Service | undefined;
  const server = new HttpServer((request, response) => listener(request, response));
  const port = await server.listen(HOST, PORT);
  warnOfStatic(readEnvironment(env, authSettings), log);
  log.info({ host: HOST, port }, 'starting');
  try {
    bus = connectBus(module.name, module.catalog, AMQP_URL, log);
    service = await createService(module, { env, databaseUrl: DATABASE_URL, bus, operations: bus, log, stopping });
    listener = service.listener; // orders can be placed while the broker is away
    await service.attach();
    service.start();
    log.info('ready');
    await whenStopping(stopping);
  } finally {
    log.info('draining');
    await drainInOrder(
      [
        ...(service ? [announce(server)] : []),
        ['requests', () => server.drain(drainMs.requests)],
        ['service', () => service?.drain()],
        ['bus', () => bus?.close()],
        ['database', () => service?.close()],
      ],
      drainMs.all,
      log,
    );
    log.info('stopped');
  }
};
