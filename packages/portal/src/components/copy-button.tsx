import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { Icon } from './icons.js';

interface CopyProps {
  readonly value: string;
  /** What it is: "order number". */
  readonly what: string;
}

export const CopyIcon = ({ value, what }: CopyProps) => {
  const { copy, copied } = useClipboard({ timeout: 2_000 });
  return (
    <Tooltip label={copied ? 'Copied' : `Copy ${what}`}>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Copy ${what}`} onClick={() => copy(value)}>
        <Icon name={copied ? 'check' : 'copy'} size={14} />
      </ActionIcon>
    </Tooltip>
  );
};

export const CopyButton = ({ value, what }: CopyProps) => {
  const { copy, copied } = useClipboard({ timeout: 2_000 });
  return (
    <Button
      variant="light"
      size="compact-sm"
      aria-label={`Copy ${what} ${value}`}
      leftSection={<Icon name={copied ? 'check' : 'copy'} size={15} />}
      onClick={() => copy(value)}
    >
      <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
    </Button>
  );
};
