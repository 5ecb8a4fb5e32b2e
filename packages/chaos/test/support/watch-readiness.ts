import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

// Whoever waits to be accepted when the listener closes is reset.
const isRefusal = /^(ECONNREFUSED|ECONNRESET)$/;

const ask = (url: string): Promise<string> =>
  new Promise((resolve) => {
    const asking = request(`${url}/health/ready`, { agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(String(answer.statusCode)));
    });
    asking.on('error', (error) => resolve('code' in error && isRefusal.test(String(error.code)) ? 'refused' : String(error)));
    asking.end();
  });

/** What a replica says of itself, each time over a new connection, until it refuses them; without repeats. */
export const watchReadiness = async (url: string): Promise<readonly string[]> => {
  const seen: string[] = [];
  while (seen.at(-1) !== 'refused') {
    const said = await ask(url);
    if (said !== seen.at(-1)) seen.push(said);
    await sleep(5);
  }
  return seen;
};
