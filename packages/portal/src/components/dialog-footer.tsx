import type { ReactNode } from 'react';
import classes from './dialog-footer.module.css';

/** The end of a dialog, in sight however long the dialog is. */
export const DialogFooter = ({ children }: { readonly children: ReactNode }) => (
  <div className={classes['footer']}>{children}</div>
);
