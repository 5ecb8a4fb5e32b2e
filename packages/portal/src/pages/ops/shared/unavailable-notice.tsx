import { Icon } from '../../../components/icons.js';
import classes from './unavailable-notice.module.css';

const listFormat = new Intl.ListFormat('en');

/** Says whose part of a page is missing. */
export const UnavailableNotice = ({ services }: { readonly services: readonly string[] }) => (
  <div role="status">
    {services.length > 0 && (
      <p className={classes['notice']}>
        <Icon name="alert" />
        <span>
          <strong>Service unavailable: {listFormat.format(services)}.</strong> What it knows is missing here until it answers.
        </span>
      </p>
    )}
  </div>
);
