/** Wakes whoever waits; a notification without a waiter is kept for the next one. */
export class Signal {
  private pending = false;
  private wake: (() => void) | undefined;

  notify(): void {
    this.pending = true;
    this.wake?.();
  }

  /** Resolves at the next notification, or after `ms` milliseconds. */
  async wait(ms: number): Promise<void> {
    if (!this.pending) {
      await new Promise<void>((resolve) => {
        const timeout = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timeout);
          resolve();
        };
      });
    }
    this.wake = undefined;
    this.pending = false;
  }
}
