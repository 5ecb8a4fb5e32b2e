import type { WriteStream } from 'node:tty';

/** Where a run tells how it goes. */
export interface Progress {
  /** A line that stays. */
  readonly print: (line: string) => void;
  /** Shows from now on, again and again, what `describe` says; answers how to stop that. */
  readonly follow: (describe: () => string) => () => void;
}

const intervalMs = { terminal: 500, file: 10_000 };
const eraseLine = '\r\x1B[2K';

/** On a terminal one line is kept up to date below all others; elsewhere it is a line every ten seconds. */
export const progressOn = (stream: Pick<WriteStream, 'isTTY' | 'write'>): Progress => {
  let live = '';
  const draw = (): void => void (stream.isTTY && stream.write(`${eraseLine}${live}`));
  const print = (line: string): void => {
    stream.write(stream.isTTY ? `${eraseLine}${line}\n` : `${line}\n`);
    draw();
  };
  return {
    print,
    follow: (describe) => {
      const show = (): void => {
        live = describe();
        if (stream.isTTY) draw();
        else print(live);
      };
      const timer = setInterval(show, stream.isTTY ? intervalMs.terminal : intervalMs.file);
      return () => {
        clearInterval(timer);
        live = '';
        draw();
      };
    },
  };
};

/** Minutes and seconds. */
export const clock = (ms: number): string => {
  const seconds = Math.floor(ms / 1_000);
  return `${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, '0')}`;
};
