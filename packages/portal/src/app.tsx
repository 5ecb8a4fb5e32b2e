import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense } from 'react';
import { BrowserRouter } from 'react-router';
import { createQueryClient } from './api/query-client.js';
import { Toasts } from './components/toasts.js';
import { ErrorBoundary } from './layout/error-boundary.js';
import { signal } from './live/connection-store.js';
import { Pages } from './pages/pages.js';
import { theme } from './theme/theme.js';

const queryClient = createQueryClient(
  () => signal('reached'),
  () => signal('unreachable'),
);

export const App = () => (
  <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
    <QueryClientProvider client={queryClient}>
      <BrowserRouter>
        <ErrorBoundary>
          <Suspense>
            <Pages />
          </Suspense>
        </ErrorBoundary>
      </BrowserRouter>
      <Toasts />
    </QueryClientProvider>
  </MantineProvider>
);
