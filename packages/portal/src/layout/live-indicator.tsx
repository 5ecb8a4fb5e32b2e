import { Tooltip } from '@mantine/core';
import { useMode } from '../live/connection-store.js';
import type { Mode } from '../live/connection.js';
import classes from './live-indicator.module.css';

const words: Readonly<Record<Mode, readonly [text: string, explanation: string]>> = {
  connecting: ['Connecting', 'Waiting for live updates'],
  live: ['Live', 'Changes appear as they happen'],
  polling: ['Up to date', 'Checked every few seconds'],
  lost: ['Offline', 'What you see may be out of date'],
};

export const LiveIndicator = () => {
  const mode = useMode();
  const [text, explanation] = words[mode];
  return (
    <Tooltip label={explanation}>
      <span className={classes['indicator']} data-mode={mode}>
        {text}
      </span>
    </Tooltip>
  );
};
