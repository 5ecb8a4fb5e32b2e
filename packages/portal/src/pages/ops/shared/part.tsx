import { type ReactNode, useId } from 'react';
import classes from './part.module.css';

interface PartProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A titled part of a page whose content has a frame of its own. */
export const Part = ({ title, children }: PartProps) => {
  const id = useId();
  return (
    <section className={classes['part']} aria-labelledby={id}>
      <h2 id={id} className={classes['title']}>
        {title}
      </h2>
      {children}
    </section>
  );
};
