import type { DeadLetter } from '@ordermill/eventing';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const textOf = (body: Uint8Array): string | undefined => {
  try {
    return utf8.decode(body);
  } catch {
    return undefined;
  }
};

const eventOf = (text: string | undefined): unknown => {
  try {
    return text === undefined ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
};

/** A letter as HTTP shows it: its body as text or, where it is none, in Base64, and as an event where it is JSON. */
export const letterResponse = ({ body, ...letter }: DeadLetter) => {
  const text = textOf(body);
  return {
    ...letter,
    body: text ?? Buffer.from(body).toString('base64'),
    bodyEncoding: text === undefined ? 'base64' : 'utf8',
    event: eventOf(text),
  };
};
