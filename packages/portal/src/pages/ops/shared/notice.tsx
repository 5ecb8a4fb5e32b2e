import type { ReactNode } from 'react';
import { Icon } from '../../../components/icons.js';
import classes from './notice.module.css';

interface NoticeProps {
  /** Null where there is nothing to say. */
  readonly title: string | null;
  readonly children: ReactNode;
}

/** Says that what is shown is not the whole truth. */
export const Notice = ({ title, children }: NoticeProps) => (
  <div role="status">
    {title !== null && (
      <p className={classes['notice']}>
        <Icon name="alert" />
        <span>
          <strong>{title}</strong> {children}
        </span>
      </p>
    )}
  </div>
);
