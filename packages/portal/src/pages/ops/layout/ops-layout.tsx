import { Suspense, useEffect, useRef } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { opsPlaces } from '../places.js';
import classes from './ops-layout.module.css';

/** A narrow screen has no room for all places: the one that is shown is among those that can be seen. */
const useCurrentInSight = () => {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  return nav;
};

export const OpsLayout = () => {
  const nav = useCurrentInSight();
  return (
    <>
      <nav ref={nav} className={classes['places']} aria-label="Pages for operators">
        {opsPlaces.map(({ path, text }) => (
          <NavLink key={path} to={path === '' ? '/ops' : `/ops/${path}`} end={path === ''} className={classes['place'] ?? ''}>
            {text}
          </NavLink>
        ))}
      </nav>
      <Suspense>
        <Outlet />
      </Suspense>
    </>
  );
};
