import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const listens = async (port) => {
  const socket = connect({ host: '127.0.0.1', port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
};

/** Starts the name server of Erlang nodes on the loopback interface. A node that finds none starts one that outlives it: wait until it is `ready`. */
export const startEpmd = (port, { env, pidFile }) => {
  const child = spawn('epmd', ['-address', '127.0.0.1', '-port', String(port)], { env, stdio: 'ignore' });
  if (child.pid) writeFileSync(pidFile, String(child.pid));
  const exited = once(child, 'exit');
  const failed = exited.then(() => Promise.reject(new Error('epmd has ended')));
  const untilReady = async () => {
    while (!(await Promise.race([listens(port), failed]))) await delay(20);
  };
  const ready = untilReady();
  for (const promise of [failed, ready]) promise.catch(() => undefined);
  return {
    ready,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
      rmSync(pidFile, { force: true });
    },
    abandon: () => child.kill('SIGKILL'),
  };
};
