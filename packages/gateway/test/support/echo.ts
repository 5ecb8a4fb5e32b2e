import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';

/** Answers with what arrived. */
export const echo: RequestListener = (incoming, response) => {
  response.setHeader('Content-Type', 'application/json').setHeader('X-Method', incoming.method ?? '');
  void text(incoming).then((body) => response.end(JSON.stringify({ url: incoming.url, headers: incoming.headers, body })));
};

export interface Echo {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export const echoed = async (answer: Response): Promise<Echo> => JSON.parse(await answer.text()) as Echo;
