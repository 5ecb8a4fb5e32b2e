/** A handler that lets errors of this code pass as undefined and rethrows every other. */
export const unless =
  (code: string) =>
  (error: unknown): undefined => {
    if (!(error instanceof Error && 'code' in error && error.code === code)) throw error;
  };
