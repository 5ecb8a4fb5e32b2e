import { bootstrap } from './bootstrap.mjs';
import { onInterrupt, run } from './processes.mjs';
import { programOf, services } from './services.mjs';

const flag = process.argv[2];
if (flag !== '--migrate' && flag !== '--revert') throw new Error('Say --migrate or --revert');

onInterrupt(130);
await bootstrap();
const { environment } = await import('./environment.mjs');
const env = await environment('defaults', 'local');

for (const name of [...services.map((service) => service.name), 'gateway']) {
  console.log(`ordermill: ${name} ${flag}`);
  const outcome = await run(process.execPath, ['--enable-source-maps', programOf(name), flag], { env });
  if (outcome !== 0) {
    console.error(`ordermill: ${name} ${flag} failed (${outcome})`);
    process.exit(1);
  }
}
