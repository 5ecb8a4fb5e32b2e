import { Alert } from '@mantine/core';

const problems: Readonly<Record<string, readonly [title: string, text: string]>> = {
  expired: ['That took too long', 'Or it was begun in another browser. Please sign in again.'],
  refused: ['You were not signed in', 'The sign-in provider did not let you in, or you did not agree. You can try again.'],
  unavailable: [
    'Nobody can sign in at the moment',
    'The sign-in provider cannot be reached. Please try again in a little while.',
  ],
};

/** What came in between, as the gateway names it. */
export const SignInProblem = ({ problem }: { readonly problem: string | null }) => {
  const [title, text] = problems[problem ?? ''] ?? [];
  if (title === undefined) return null;
  return (
    <Alert color="red" mb="md" title={title}>
      {text}
    </Alert>
  );
};
