import type { Readable, Writable } from 'node:stream';

/** What a command works with. Results go to `stdout`, all else to `stderr`, so that results can be piped on. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Who can be asked, when it is a terminal. */
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Aborted by Ctrl-C: a command finishes the step in hand, says how far it came, and returns. */
  readonly interrupted: AbortSignal;
}
