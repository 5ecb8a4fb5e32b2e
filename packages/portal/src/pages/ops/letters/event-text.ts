type EventBody = Readonly<Record<string, unknown>>;

/** An event as somebody has written it, or in a word what is wrong with it. */
export const readEvent = (text: string): { readonly event: EventBody } | { readonly mistake: string } => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { event: value as EventBody };
    return { mistake: 'An event is an object: { … }' };
  } catch (error) {
    return { mistake: `This is not JSON: ${(error as Error).message}` };
  }
};
