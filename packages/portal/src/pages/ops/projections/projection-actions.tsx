import { Button } from '@mantine/core';
import type { ProjectionResponse } from '@ordermill/contracts';
import { useState } from 'react';
import { isUnderWay } from '../../../api/ops-projections.js';
import { Dialog } from '../../../components/dialog.js';
import { Icon } from '../../../components/icons.js';
import { CancelForm } from './cancel-form.js';
import { RebuildForm } from './rebuild-form.js';

const choices = {
  rebuild: { title: (view: string) => `Rebuild ${view}?`, Form: RebuildForm },
  cancel: { title: (view: string) => `Cancel the rebuild of ${view}?`, Form: CancelForm },
} as const;

/** What can be done has its button in one place, which the focus keeps. */
export const ProjectionActions = ({ projection }: { readonly projection: ProjectionResponse }) => {
  const [choice, setChoice] = useState<keyof typeof choices>();
  const [title, Form] = choice ? [choices[choice].title(projection.view), choices[choice].Form] : [''];
  const possible = isUnderWay(projection) ? 'cancel' : 'rebuild';
  const close = (): void => setChoice(undefined);
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name={possible === 'cancel' ? 'close' : 'redo'} size={16} />}
        disabled={projection.rebuild?.status === 'cancelling'}
        onClick={() => setChoice(possible)}
      >
        {possible === 'cancel' ? 'Cancel rebuild…' : 'Rebuild…'}
      </Button>
      <Dialog opened={choice !== undefined} onClose={close} title={title}>
        {Form && <Form projection={projection} onClose={close} />}
      </Dialog>
    </>
  );
};
