import { Suspense } from 'react';
import { NavLink, Outlet } from 'react-router';
import { opsPlaces } from '../places.js';
import classes from './ops-layout.module.css';

export const OpsLayout = () => (
  <>
    <nav className={classes['places']} aria-label="Pages for operators">
      {opsPlaces.map(({ path, text }) => (
        <NavLink key={path} to={`/ops/${path}`} end={path === ''} className={classes['place'] ?? ''}>
          {text}
        </NavLink>
      ))}
    </nav>
    <Suspense>
      <Outlet />
    </Suspense>
  </>
);
