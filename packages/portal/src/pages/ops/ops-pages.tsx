import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { NotFoundPage } from '../not-found-page.js';
import { OpsLayout } from './layout/ops-layout.js';
import { opsPlaces } from './places.js';

const JourneyPage = lazy(async () => ({ default: (await import('./journey/journey-page.js')).JourneyPage }));
const LetterPage = lazy(async () => ({ default: (await import('./letters/letter-page.js')).LetterPage }));

/** For admins. */
export const OpsPages = () => (
  <Routes>
    <Route element={<OpsLayout />}>
      {opsPlaces.map(({ path, Page }) => (
        <Route key={path} path={path} element={<Page />} />
      ))}
      <Route path="dead-letters/:service/:letter" element={<LetterPage />} />
      <Route path="journeys/:orderId" element={<JourneyPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Route>
  </Routes>
);
