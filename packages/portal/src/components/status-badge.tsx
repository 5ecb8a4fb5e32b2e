import type { Badge } from '../format/words.js';
import classes from './status-badge.module.css';

export const StatusBadge = ({ badge: { text, tone } }: { readonly badge: Badge }) => (
  <span className={classes['badge']} data-tone={tone}>
    {text}
  </span>
);
