import type { Operation, RequestExample } from '@ordermill/contracts';
import type { SeenAnswer } from './expect-documented.js';

export const tokens = { user: 'thisisajwttoken', admin: 'thisisanadmintoken', anyone: undefined } as const;

interface Sending {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

const targetOf = ({ path }: Operation, { params = {}, query = {} }: RequestExample): string => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(params[name] ?? name));
  const texts = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  const search = new URLSearchParams(texts).toString();
  return search === '' ? filled : `${filled}?${search}`;
};

/** Sends an example as it stands. Of an endless answer the headers and what is there at once. */
export const send = async (
  url: string,
  operation: Operation,
  example: RequestExample,
  { token, headers = {} }: Sending = {},
): Promise<SeenAnswer> => {
  const answer = await fetch(url + targetOf(operation, example), {
    method: operation.method.toUpperCase(),
    redirect: 'manual',
    headers: {
      ...example.headers,
      ...(example.headers?.['If-None-Match'] === undefined ? {} : { 'Cache-Control': 'max-age=0' }),
      ...headers,
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(example.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(example.body === undefined ? {} : { body: JSON.stringify(example.body) }),
  });
  const { status, headers: got, body } = answer;
  const isEndless = got.get('content-type') === 'text/event-stream';
  return { status, headers: got, text: isEndless && body ? await beginningOf(body) : await answer.text() };
};

const beginningOf = async (body: ReadableStream<Uint8Array>): Promise<string> => {
  const reader = body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
};
