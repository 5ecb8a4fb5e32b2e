import { Notice } from './notice.js';

const listFormat = new Intl.ListFormat('en');

/** Says whose part of a page is missing. */
export const UnavailableNotice = ({ services }: { readonly services: readonly string[] }) => (
  <Notice title={services.length === 0 ? null : `Service unavailable: ${listFormat.format(services)}.`}>
    What it knows is missing here until it answers.
  </Notice>
);
