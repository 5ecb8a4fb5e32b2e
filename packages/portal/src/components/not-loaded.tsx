import { Button } from '@mantine/core';
import classes from './not-loaded.module.css';

interface NotLoadedProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

/** In a panel, where the rest of the page is there. */
export const NotLoaded = ({ error, onRetry }: NotLoadedProps) => (
  <div role="alert" className={classes['box']}>
    <p className={classes['text']}>{error.message}</p>
    <Button variant="default" size="compact-sm" onClick={onRetry}>
      Try again
    </Button>
  </div>
);
