const steps: (() => Promise<unknown>)[] = [];

/** To be done at the end of the suite, last come first done. */
export const atEnd = (step: () => Promise<unknown>): void => void steps.push(step);

/** For `after`. */
export const cleanUp = async (): Promise<void> => {
  for (let step = steps.pop(); step; step = steps.pop()) await step();
};
