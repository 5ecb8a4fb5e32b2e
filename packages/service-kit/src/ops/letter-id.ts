import { DomainError } from '@ordermill/kernel';

const letterId = /^[a-z][a-z-]{0,39}\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

export const isLetterId = (id: string): boolean => letterId.test(id);

/** The path parameter `id` as the id of a dead letter; throws `invalid_id` for anything else. */
export const letterIdParam = ({ params }: { readonly params: Readonly<Record<string, string>> }): string => {
  const id = params['id'] ?? '';
  if (isLetterId(id)) return id;
  const message = 'must be SERVICE.UUID, as the list of dead letters has it';
  throw new DomainError('invalid', 'invalid_id', `id: ${message}`, { errors: [{ path: 'id', message }] });
};

export const unknownLetter = (): DomainError =>
  new DomainError('not-found', 'dead_letter_not_found', 'There is no dead letter of this id.');
