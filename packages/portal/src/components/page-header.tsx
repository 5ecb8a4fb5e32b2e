import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './page-header.module.css';

interface PageHeaderProps {
  readonly title: string;
  /** Beside the title, such as a status. */
  readonly aside?: ReactNode;
  readonly above?: ReactNode;
  readonly below?: ReactNode;
  readonly actions?: ReactNode;
}

export const PageHeader = ({ title, aside, above, below, actions }: PageHeaderProps) => {
  useDocumentTitle(`${title} · Ordermill`);
  return (
    <header className={classes['header']}>
      <div className={classes['words']}>
        {above}
        <div className={classes['line']}>
          <h1 className={classes['title']}>{title}</h1>
          {aside}
        </div>
        {below && <div className={classes['below']}>{below}</div>}
      </div>
      {actions && <div className={classes['actions']}>{actions}</div>}
    </header>
  );
};
