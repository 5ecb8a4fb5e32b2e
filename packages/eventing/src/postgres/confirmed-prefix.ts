/** Follows what is published in log order but confirmed in any order. */
export class ConfirmedPrefix<Cursor> {
  private readonly entries: { readonly cursor: Cursor; confirmed: boolean }[] = [];
  private pending = 0;

  /** `head` is where the log was left: everything up to it is confirmed. */
  constructor(private cursor: Cursor) {}

  /** The last entry of the confirmed prefix. */
  get head(): Cursor {
    return this.cursor;
  }

  get unconfirmed(): number {
    return this.pending;
  }

  /** Entries from the first unconfirmed one on. */
  get span(): number {
    return this.entries.length;
  }

  /** Adds the next entry of the log; call the result once it is confirmed. */
  add(cursor: Cursor): () => void {
    const entry = { cursor, confirmed: false };
    this.entries.push(entry);
    this.pending += 1;
    return () => {
      entry.confirmed = true;
      this.pending -= 1;
      if (this.entries[0] === entry) this.advance();
    };
  }

  private advance(): void {
    const first = this.entries.findIndex(({ confirmed }) => !confirmed);
    const passed = this.entries.splice(0, first === -1 ? this.entries.length : first);
    this.cursor = passed.at(-1)?.cursor ?? this.cursor;
  }
}
