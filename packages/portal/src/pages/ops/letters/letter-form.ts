import type { DeadLetterResponse } from '@ordermill/contracts';

export interface LetterFormProps {
  readonly letter: DeadLetterResponse;
  /** The letter is gone; what there is to say about it. */
  readonly onDone: (text: string) => void;
  readonly onClose: () => void;
}
