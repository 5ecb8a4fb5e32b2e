import { Alert, Button } from '@mantine/core';
import type { Samples } from './use-place-samples.js';

/** Says which sample orders are missing, and has them placed. */
export const UnfinishedSamples = ({ samples: { missing, error, isPending, place } }: { readonly samples: Samples }) =>
  error && (
    <Alert color="red" mb="md" title={missing === 1 ? 'A sample order is missing' : `${missing} sample orders are missing`}>
      <p>{error.message}</p>
      <Button mt="sm" size="compact-sm" loading={isPending} onClick={place}>
        Place the rest
      </Button>
    </Alert>
  );
