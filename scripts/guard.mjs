import { spawn } from 'node:child_process';

const END_WITH_ITS_OWNER = `
cat >/dev/null
for file in "$1"/*.pid "$1"/*/*.pid; do [ ! -e "$file" ] || kill -9 "$(cat "$file")"; done
[ "$2" = keep ] || rm -rf "$1"`;

/**
 * Once this process is gone, be it by kill -9, ends whatever a file *.pid in the directory or one below tells, and removes the directory
 * unless it is to be kept.
 */
export const guard = (directory, { keep = false } = {}) => {
  const watcher = spawn('sh', ['-c', END_WITH_ITS_OWNER, 'guard', directory, keep ? 'keep' : 'remove'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.unref();
  watcher.stdin.unref();
};
