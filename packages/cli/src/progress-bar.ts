import type { Writable } from 'node:stream';

export interface Progress {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}

const width = 24;
const everyMs = 100;

/** One line that is drawn again and again on a terminal; nothing where there is none. */
export class ProgressBar {
  private drawnAt = -Infinity;
  private isDrawn = false;

  constructor(private readonly output: Writable & { readonly isTTY?: boolean }) {}

  show({ label, done, total }: Progress): void {
    const now = performance.now();
    if (this.output.isTTY !== true || (now - this.drawnAt < everyMs && done < total)) return;
    this.drawnAt = now;
    this.isDrawn = true;
    const filled = total === 0 ? width : Math.round((width * Math.min(done, total)) / total);
    const counts = `${done.toLocaleString('en')}/${total.toLocaleString('en')}`;
    this.output.write(`\r\u001B[K${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${counts} ${label}`);
  }

  /** Before anything else is written. */
  clear(): void {
    if (this.isDrawn) this.output.write('\r\u001B[K');
    this.isDrawn = false;
  }
}
