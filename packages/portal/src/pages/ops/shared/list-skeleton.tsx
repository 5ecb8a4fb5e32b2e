import { Skeleton, Stack } from '@mantine/core';

const rows = ['a', 'b', 'c', 'd', 'e'];

export const ListSkeleton = ({ what }: { readonly what: string }) => (
  <Stack gap={10} role="status" aria-label={`Loading ${what}`}>
    {rows.map((row) => (
      <Skeleton key={row} height={52} radius={12} />
    ))}
  </Stack>
);
