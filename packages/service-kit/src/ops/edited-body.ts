import { archiveService } from '@ordermill/contracts';
import { type Catalog, decodeEnvelope, decodeEvent, UnreadableMessage } from '@ordermill/eventing';
import { DomainError } from '@ordermill/kernel';

/** An edited event as bytes; throws `invalid_event` when the service could not read it, or does not handle its type. */
export const editedBody = (catalog: Catalog, service: string, event: Readonly<Record<string, unknown>>): Uint8Array => {
  const body = Buffer.from(JSON.stringify(event));
  try {
    const { type } = service === archiveService ? decodeEnvelope(catalog, body) : decodeEvent(catalog, body);
    if (service !== archiveService && !catalog[type]?.consumers.includes(service))
      throw new UnreadableMessage('unknown_type', `${service} handles no "${type}"`);
    return body;
  } catch (error) {
    if (!(error instanceof UnreadableMessage)) throw error;
    throw new DomainError('invalid', 'invalid_event', `body: ${error.message}`, {
      errors: [{ path: 'body', message: error.message }],
      cause: error,
    });
  }
};
