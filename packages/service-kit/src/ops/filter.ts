import type { DeadLetterListQuery } from '@ordermill/contracts';
import type { DeadLetterFilter } from '@ordermill/eventing';

type Conditions = Pick<DeadLetterListQuery, 'type' | 'subject' | 'reason' | 'error' | 'failedBefore' | 'failedAfter'>;

const dateOf = (time: string | undefined): Date | undefined => (time === undefined ? undefined : new Date(time));

export const filterOf = ({ type, subject, reason, error, failedBefore, failedAfter }: Conditions): DeadLetterFilter => ({
  type,
  subject,
  reason,
  error,
  failedBefore: dateOf(failedBefore),
  failedAfter: dateOf(failedAfter),
});
