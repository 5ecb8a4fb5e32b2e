import { Button } from '@mantine/core';
import { providerSignIn } from '../../api/session.js';

export const ProviderSignIn = ({ returnTo }: { readonly returnTo: string }) => (
  <Button component="a" href={providerSignIn(returnTo)} size="md" fullWidth>
    Continue to sign in
  </Button>
);
