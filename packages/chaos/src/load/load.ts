import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, isKnown, pauseBetweenTries } from './client.js';
import type { PlannedOrder } from './plan.js';

/** An order of which its client was told that it is placed. */
export interface AcceptedOrder {
  readonly id: string;
  readonly number: number;
  /** Milliseconds since 1970 at which the request that was answered began. */
  readonly askedAt: number;
  /** Whether its client cancelled it, and was told that it is cancelled (`true`) or delivered already (`false`). */
  readonly cancelled?: boolean;
}

/** What the clients know. */
export class Load {
  readonly accepted: AcceptedOrder[] = [];
  /** Requests to place an order whose outcome their client does not know; each may have placed one. */
  unknown = 0;
  /** Answers that no fault explains. */
  readonly refusals: string[] = [];

  constructor(private readonly clients: readonly Client[]) {}

  /** Places every order when its time comes, and cancels those that are to be. */
  async run(plan: readonly PlannedOrder[], signal: AbortSignal): Promise<void> {
    const began = performance.now();
    const running: Promise<void>[] = [];
    for (const planned of plan) {
      await sleep(Math.max(0, planned.at - (performance.now() - began)), undefined, { signal });
      running.push(this.complete(planned, signal));
    }
    await Promise.all(running);
  }

  /** The whole life of one order, as far as its client has a part in it. */
  async complete({ client: index, ...planned }: PlannedOrder, signal: AbortSignal): Promise<void> {
    const client = this.clients[index];
    if (!client) throw new RangeError(`there is no client ${index}`);
    const order = await this.place(client, planned, signal);
    if (!order) return;
    if (planned.cancelAfter === undefined) return void this.accepted.push(order);
    await sleep(planned.cancelAfter, undefined, { signal });
    this.accepted.push({ ...order, ...(await this.cancel(client, order.id, signal)) });
  }

  private async place(
    client: Client,
    planned: Omit<PlannedOrder, 'client'>,
    signal: AbortSignal,
  ): Promise<AcceptedOrder | undefined> {
    const { number, description, price } = planned;
    for (let attempt = 0; ; attempt += 1) {
      const askedAt = Date.now();
      const answer = await client.place({ ...price, description: describe(description, number, attempt) });
      if (isKnown(answer)) {
        if (answer.status === 201 && answer.id !== undefined) return { id: answer.id, number, askedAt };
        return void this.refusals.push(`order ${number}: ${answer.status} ${answer.text}`);
      }
      this.unknown += 1;
      await pauseBetweenTries(attempt, signal);
    }
  }

  private async cancel(client: Client, id: string, signal: AbortSignal): Promise<Pick<AcceptedOrder, 'cancelled'>> {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await client.cancel(id);
      if (isKnown(answer)) {
        if (answer.status === 200 || answer.status === 409) return { cancelled: answer.status === 200 };
        this.refusals.push(`cancelling ${id}: ${answer.status} ${answer.text}`);
        return {};
      }
      await pauseBetweenTries(attempt, signal);
    }
  }
}

/** Tells every single request apart: two orders of one description mean that a request was carried out twice. */
const describe = (kind: string, number: number, attempt: number): string => `${kind} ${number}/${attempt + 1}`;
