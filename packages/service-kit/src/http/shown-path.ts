const cardNumber = /(?<=\/)(?:\d(?:[ -]|%20)?){12,19}(?=\/|$)/g;

/** A path as it may be logged and told: what a client has put there instead of an id may be a card number. */
export const shownPath = (path: string): string => path.slice(0, 2_000).replaceAll(cardNumber, '…');
