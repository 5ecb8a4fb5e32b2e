import { isTransient } from './errors.js';

/** UUID v4; `crypto.randomUUID` is there in secure contexts only. */
const uuid = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/**
 * One thing that a user wants to happen once. Its key stays while nobody knows whether it has happened, so that trying again cannot make it
 * happen twice; after a definite answer, or for another body, the next try is a new intention.
 */
export class Intention {
  #body: string | undefined;
  #key = '';

  async carryOut<Answer>(body: unknown, send: (key: string) => Promise<Answer>): Promise<Answer> {
    const text = JSON.stringify(body);
    if (this.#body !== text) this.#key = uuid();
    this.#body = text;
    try {
      const answer = await send(this.#key);
      this.#body = undefined;
      return answer;
    } catch (error) {
      if (!isTransient(error)) this.#body = undefined;
      throw error;
    }
  }
}
