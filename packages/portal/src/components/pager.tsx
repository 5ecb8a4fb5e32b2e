import { Button, Group } from '@mantine/core';
import { Icon } from './icons.js';
import type { PageTrail } from './use-page-trail.js';

interface PagerProps {
  readonly trail: PageTrail;
  readonly nextCursor: string | null;
  readonly words?: { readonly back: string; readonly forward: string };
}

const ofTheNewestFirst = { back: 'Newer', forward: 'Older' };

/** Nothing where one page is all there is. */
export const Pager = ({ trail, nextCursor, words = ofTheNewestFirst }: PagerProps) =>
  trail.isFirst && nextCursor === null ? null : (
    <nav aria-label="Pages">
      <Group justify="space-between" mt="md">
        <Button variant="default" leftSection={<Icon name="left" size={16} />} disabled={trail.isFirst} onClick={trail.back}>
          {words.back}
        </Button>
        <Button
          variant="default"
          rightSection={<Icon name="right" size={16} />}
          disabled={nextCursor === null}
          onClick={() => nextCursor !== null && trail.forward(nextCursor)}
        >
          {words.forward}
        </Button>
      </Group>
    </nav>
  );
