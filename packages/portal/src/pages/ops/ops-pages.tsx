import { lazy } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { NotFoundPage } from '../not-found-page.js';

const LettersPage = lazy(async () => ({ default: (await import('./letters/letters-page.js')).LettersPage }));
const LetterPage = lazy(async () => ({ default: (await import('./letters/letter-page.js')).LetterPage }));

/** For admins. */
export const OpsPages = () => (
  <Routes>
    <Route index element={<Navigate replace to="/ops/dead-letters" />} />
    <Route path="dead-letters" element={<LettersPage />} />
    <Route path="dead-letters/:service/:letter" element={<LetterPage />} />
    <Route path="*" element={<NotFoundPage />} />
  </Routes>
);
