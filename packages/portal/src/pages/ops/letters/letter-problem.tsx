import { Alert } from '@mantine/core';
import { ApiProblem } from '../../../api/errors.js';

/** The letter is so old that the inbox may have forgotten whether its event was handled after all. */
export const isBeyondWindow = (error: Error | null): boolean =>
  error instanceof ApiProblem && error.code === 'redrive_window_passed';

export const LetterProblem = ({ title, error }: { readonly title: string; readonly error: Error | null }) =>
  error && (
    <Alert color="red" title={title} role="alert">
      {error.message}
    </Alert>
  );
