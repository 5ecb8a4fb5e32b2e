import { Alert, Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

interface ConfirmProps {
  readonly children: ReactNode;
  /** What the buttons say. */
  readonly words: { readonly act: string; readonly leave: string; readonly failed: string };
  readonly isHarmful?: boolean;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onAct: () => void;
  readonly onClose: () => void;
}

/** What is in a dialog that asks before something is done. */
export const Confirm = ({ children, words, isHarmful = false, isPending, error, onAct, onClose }: ConfirmProps) => (
  <Stack>
    <p>{children}</p>
    {error && (
      <Alert color="red" title={words.failed} role="alert">
        {error.message}
      </Alert>
    )}
    <Group justify="flex-end" gap="sm">
      <Button variant="default" onClick={onClose} data-autofocus>
        {words.leave}
      </Button>
      <Button {...(isHarmful ? { color: 'red' } : {})} loading={isPending} onClick={onAct}>
        {words.act}
      </Button>
    </Group>
  </Stack>
);
