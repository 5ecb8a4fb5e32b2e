import type { ProjectionResponse } from '@ordermill/contracts';
import { useRebuild } from '../../../api/ops-projections.js';
import { toast } from '../../../components/toasts.js';
import { Confirm } from '../shared/confirm.js';

const words = { act: 'Rebuild', leave: 'Leave it', failed: 'The rebuild did not begin' };

export interface RebuildFormProps {
  readonly projection: ProjectionResponse;
  readonly onClose: () => void;
}

export const RebuildForm = ({ projection, onClose }: RebuildFormProps) => {
  const { mutate: rebuild, isPending, error } = useRebuild(projection);
  const asked = (): void => {
    onClose();
    toast(`The rebuild of ${projection.view} was asked for.`);
  };
  return (
    <Confirm
      words={words}
      isPending={isPending}
      error={error}
      onAct={() => rebuild(undefined, { onSuccess: asked })}
      onClose={onClose}
    >
      It is built anew from the log of events beside the one in use, then takes its place. Reads and writes go on meanwhile. It
      goes on if you leave this page.
    </Confirm>
  );
};
