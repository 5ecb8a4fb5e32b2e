import { type RefObject, useEffect, useRef } from 'react';

/** For the first field of a dialog: what is loaded late comes after the dialog has looked for it. */
export const useFirstFocus = (): RefObject<HTMLInputElement | null> => {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return field;
};
