import { useCancelRebuild } from '../../../api/ops-projections.js';
import { toast } from '../../../components/toasts.js';
import { Confirm } from '../shared/confirm.js';
import type { RebuildFormProps } from './rebuild-form.js';

const words = { act: 'Cancel rebuild', leave: 'Let it go on', failed: 'The rebuild was not cancelled' };

export const CancelForm = ({ projection, onClose }: RebuildFormProps) => {
  const { mutate: cancel, isPending, error } = useCancelRebuild(projection);
  const cancelled = (): void => {
    onClose();
    toast(`The rebuild of ${projection.view} is given up.`);
  };
  return (
    <Confirm
      words={words}
      isHarmful
      isPending={isPending}
      error={error}
      onAct={() => cancel(undefined, { onSuccess: cancelled })}
      onClose={onClose}
    >
      What was built so far is thrown away. The view in use stays as it is.
    </Confirm>
  );
};
