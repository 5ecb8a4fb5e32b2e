import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

interface Reply {
  /** A status, or what went wrong. */
  readonly outcome: string;
  readonly body: string;
}

const order = z.object({ id: z.uuid() });

/** A user who keeps connections open and never asks twice. */
export class KeepAliveClient {
  private readonly agent: Agent;

  constructor(
    private readonly url: string,
    private readonly token: string,
    maxSockets: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets });
  }

  /** An order that is paid and earns a voucher: its id, or what came instead. */
  async place(): Promise<{ readonly id?: string; readonly outcome: string }> {
    const { outcome, body } = await this.call('POST', '/api/orders', JSON.stringify({ amount: 207, description: 'test' }));
    return outcome === '201' ? { outcome, id: order.parse(JSON.parse(body)).id } : { outcome: `${outcome} ${body}` };
  }

  async get(path: string): Promise<string> {
    return (await this.call('GET', path)).outcome;
  }

  close(): void {
    this.agent.destroy();
  }

  private call(method: string, path: string, body?: string): Promise<Reply> {
    return new Promise((resolve) => {
      const fail = (error: unknown): void => resolve({ outcome: String(error), body: '' });
      const headers = { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' };
      const call = request(this.url + path, { agent: this.agent, method, headers }, (answer) => {
        text(answer).then((content) => resolve({ outcome: String(answer.statusCode), body: content }), fail);
      });
      call.on('error', fail).end(body);
    });
  }
}
