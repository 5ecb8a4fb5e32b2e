import { useEffect, useState } from 'react';
import { Icon } from '../components/icons.js';
import { useMode } from '../live/connection-store.js';
import classes from './connection-notice.module.css';

const toleratedMs = 1_500;
const welcomeMs = 4_000;

type Notice = 'lost' | 'back' | undefined;

/** A short interruption is nobody's business; a longer one is told, and so is its end. */
const useNotice = (): Notice => {
  const isLost = useMode() === 'lost';
  const [notice, setNotice] = useState<Notice>();
  useEffect(() => {
    if (isLost) {
      const timer = setTimeout(() => setNotice('lost'), toleratedMs);
      return () => clearTimeout(timer);
    }
    setNotice((current) => (current === 'lost' ? 'back' : current));
    const timer = setTimeout(() => setNotice(undefined), welcomeMs);
    return () => clearTimeout(timer);
  }, [isLost]);
  return notice;
};

export const ConnectionNotice = () => {
  const notice = useNotice();
  return (
    <div role="status">
      {notice === 'lost' && (
        <p className={classes['notice']} data-tone="bad">
          <Icon name="offline" size={16} />
          Connection lost. Trying to reconnect; what you see may be out of date.
        </p>
      )}
      {notice === 'back' && (
        <p className={classes['notice']} data-tone="good">
          <Icon name="check" size={16} />
          Connected again. Everything is up to date.
        </p>
      )}
    </div>
  );
};
