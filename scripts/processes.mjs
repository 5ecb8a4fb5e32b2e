import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

const SIGNALS = ['SIGINT', 'SIGTERM'];
const GRACE_MS = 5_000;

const groups = new Set();
let interrupted = false;

const POLL_MS = 50;

/** Whether there was anybody left in the group to get it. */
const signalGroup = (pid, signal) => {
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
};

/**
 * Starts a command as the leader of a process group of its own, so that a Ctrl-C in the terminal reaches it only through us
 * and whatever it starts can be ended with it. `exited` resolves to the exit code, or to the signal that ended it.
 */
export const startGroup = (command, args, options = {}) => {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options, detached: true });
  const exited = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  const group = {
    child,
    exited,
    end: async (graceMs = GRACE_MS) => {
      if (child.pid === undefined) return;
      const deadline = Date.now() + graceMs;
      signalGroup(child.pid, 'SIGTERM'); // whatever it has started ends in order, too
      while (Date.now() < deadline && signalGroup(child.pid, 0)) await delay(POLL_MS);
      signalGroup(child.pid, 'SIGKILL');
      await exited;
    },
  };
  groups.add(group);
  exited.catch(() => undefined).finally(() => groups.delete(group));
  return group;
};

/** Runs a command to its end. An interrupt never returns to the caller: its handler ends the process. */
export const run = async (command, args, { timeoutMs, onMessage, ...options } = {}) => {
  const group = startGroup(command, args, options);
  if (onMessage) group.child.on('message', (message) => onMessage(message, group.end));
  const timer = timeoutMs && setTimeout(() => void group.end(), timeoutMs);
  const outcome = await group.exited.finally(() => clearTimeout(timer));
  if (interrupted) await new Promise(() => {});
  return outcome;
};

export const isInterrupted = () => interrupted;

/**
 * On the first SIGINT or SIGTERM: ends every running group, cleans up and exits with `code`. Returns a function that makes it deaf;
 * it keeps listening, because a signal that waits to be delivered is lost when its last listener goes.
 */
export const onInterrupt = (code, { graceMs = GRACE_MS, cleanUp = () => Promise.resolve() } = {}) => {
  let deaf = false;
  const handle = async () => {
    if (interrupted || deaf) return;
    interrupted = true;
    try {
      await Promise.all([...groups].map((group) => group.end(graceMs)));
      await cleanUp();
      process.exit(code);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  };
  for (const signal of SIGNALS) process.on(signal, () => void handle());
  return () => {
    deaf = true;
  };
};
