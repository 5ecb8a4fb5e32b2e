import { lazy } from 'react';
import { Navigate, Outlet, Route, Routes, useLocation } from 'react-router';
import { useSession, useUser } from '../api/session.js';
import { Shell } from '../layout/shell.js';
import { NotFoundPage } from './not-found-page.js';
import { OrdersPage } from './orders/orders-page.js';
import { SignInPage } from './sign-in/sign-in-page.js';

const OrderPage = lazy(async () => ({ default: (await import('./order/order-page.js')).OrderPage }));
const VouchersPage = lazy(async () => ({ default: (await import('./vouchers/vouchers-page.js')).VouchersPage }));
const ProfilePage = lazy(async () => ({ default: (await import('./profile/profile-page.js')).ProfilePage }));
const AdminsOnlyPage = lazy(async () => ({ default: (await import('./admins-only-page.js')).AdminsOnlyPage }));
const OpsPages = lazy(async () => ({ default: (await import('./ops/ops-pages.js')).OpsPages }));

const SignedIn = () => {
  const { user } = useSession();
  const { pathname, search } = useLocation();
  if (user) return <Outlet />;
  return <Navigate replace to={`/sign-in?${new URLSearchParams({ returnTo: pathname + search }).toString()}`} />;
};

const ForAdmins = () => (useUser().role === 'admin' ? <OpsPages /> : <AdminsOnlyPage />);

export const Pages = () => (
  <Routes>
    <Route path="/sign-in" element={<SignInPage />} />
    <Route element={<SignedIn />}>
      <Route element={<Shell />}>
        <Route index element={<Navigate replace to="/orders" />} />
        <Route path="/orders" element={<OrdersPage />} />
        <Route path="/orders/:id" element={<OrderPage />} />
        <Route path="/vouchers" element={<VouchersPage />} />
        <Route path="/profile" element={<ProfilePage />} />
        <Route path="/ops/*" element={<ForAdmins />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Route>
  </Routes>
);
