import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.js';
import classes from './message.module.css';

interface MessageProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** Stands where content would be: what the matter is, and what can be done. */
export const Message = ({ icon, title, children, actions }: MessageProps) => (
  <div className={classes['message']}>
    <span className={classes['icon']}>
      <Icon name={icon} size={26} />
    </span>
    <h2 className={classes['title']}>{title}</h2>
    <p className={classes['text']}>{children}</p>
    {actions && <div className={classes['actions']}>{actions}</div>}
  </div>
);

interface FailureProps {
  readonly what: string;
  readonly error: Error;
  readonly onRetry: () => void;
}

export const Failure = ({ what, error, onRetry }: FailureProps) => (
  <div role="alert">
    <Message icon="alert" title={`${what} could not be loaded`} actions={<Button onClick={onRetry}>Try again</Button>}>
      {error.message}
    </Message>
  </div>
);
