import { catalog, type EventType } from '@ordermill/contracts';
import { type EventField, fieldsOf } from './event-fields.js';
import { eventMessages } from './event-message.js';
import { framed } from './page.js';

const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const rowOf = ({ path, type, required }: EventField): string =>
  `<tr><th scope="row"><code>${inHtml(path)}</code></th><td>${inHtml(type)}</td><td>${required ? 'always' : 'may be absent'}</td></tr>`;

const tableOf = (fields: readonly EventField[]): string =>
  `<table><thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Present</th></tr></thead><tbody>${fields.map(rowOf).join('')}</tbody></table>`;

const namesIn = (names: readonly string[]): string => (names.length > 0 ? names.join(', ') : 'nobody here');

/** Every event with its fields and an example, as a page without scripts. */
export const eventsPage = (): string => {
  const { schemas, messages } = eventMessages();
  const types = Object.keys(catalog) as EventType[];
  const sections = types.map((type) => {
    const { source, version, consumers } = catalog[type];
    const [example] = messages[type]?.examples ?? [];
    return `<section aria-labelledby="${type}">
      <h2 id="${type}">${type}</h2>
      <p>Version ${version}, stated by ${source.slice(1)}; handled by ${namesIn(consumers)}.</p>
      <div class="wide">${tableOf(fieldsOf(schemas[type] ?? {}))}</div>
      <details><summary>An example</summary><pre>${inHtml(JSON.stringify(example?.payload, null, 2))}</pre></details>
    </section>`;
  });
  return framed(
    'Ordermill events',
    `<main class="events">
      <h1>Events</h1>
      <p>CloudEvents 1.0 in structured JSON, on the topic exchange <code>ordermill.events</code>; the routing key is the type.
        Bind a queue of your own, or publish: <a href="/asyncapi.json">AsyncAPI</a> has every detail for tools.</p>
      <ul>${types.map((type) => `<li><a href="#${type}">${type}</a></li>`).join('')}</ul>
      ${sections.join('\n')}
    </main>`,
  );
};
