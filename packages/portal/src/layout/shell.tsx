import { Suspense, useEffect, useRef } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { useSession, useUser } from '../api/session.js';
import { Icon, type IconName } from '../components/icons.js';
import { Logo } from '../components/logo.js';
import { useLiveOrders } from '../live/use-live-orders.js';
import { AccountMenu } from './account-menu.js';
import { ConnectionNotice } from './connection-notice.js';
import { LiveIndicator } from './live-indicator.js';
import classes from './shell.module.css';

interface Place {
  readonly to: string;
  readonly text: string;
  readonly icon: IconName;
}

const places: readonly Place[] = [
  { to: '/orders', text: 'Orders', icon: 'orders' },
  { to: '/vouchers', text: 'Vouchers', icon: 'voucher' },
  { to: '/profile', text: 'Profile', icon: 'user' },
];

const placesOfAdmins: readonly Place[] = [...places, { to: '/ops', text: 'Operations', icon: 'pulse' }];

/** Whoever follows a link by keyboard or by ear is taken to what it leads to. */
const useFocusOnNavigation = () => {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname]);
  return main;
};

export const Shell = () => {
  useLiveOrders();
  const main = useFocusOnNavigation();
  const { mode } = useSession();
  const { role } = useUser();
  return (
    <>
      <a className={classes['skip']} href="#content">
        Skip to content
      </a>
      <header className={classes['header']}>
        {mode === 'static' && <p className={classes['development']}>Development: anybody can sign in as anybody</p>}
        <div className={classes['bar']}>
          <Link to="/orders" className={classes['home']}>
            <Logo />
          </Link>
          <nav className={classes['places']} aria-label="Pages of the shop">
            {(role === 'admin' ? placesOfAdmins : places).map(({ to, text, icon }) => (
              <NavLink key={to} to={to} className={classes['place'] ?? ''}>
                <Icon name={icon} size={20} />
                {text}
              </NavLink>
            ))}
          </nav>
          <div className={classes['account']}>
            <LiveIndicator />
            <AccountMenu />
          </div>
        </div>
        <ConnectionNotice />
      </header>
      <main id="content" ref={main} tabIndex={-1} className={classes['main']}>
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
      <div className={classes['end']} />
    </>
  );
};
