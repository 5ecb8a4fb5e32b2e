import {
  archiveService,
  catalog,
  type DeliveriesResponse,
  deliveriesResponse,
  type JourneyEvent,
  type JourneyResponse,
  type ServiceJourney,
  serviceJourney,
  serviceNames,
} from '@ordermill/contracts';
import { causalOrder, DomainError } from '@ordermill/kernel';
import { type Answer, isAnswered, type Question } from './ask.js';
import { Refusal, type Services } from './services.js';

type Stored = ServiceJourney['events'][number];
type Service = (typeof serviceNames)[number];
type Journeys = ReadonlyMap<string, ServiceJourney>;

const keyOf = ({ source, id }: { readonly source: string; readonly id: string }): string => `${source}\n${id}`;

/** What all services know of an order together; throws `order_not_found` where none knows anything. */
export const journeyOf = async (
  services: Services,
  names: readonly string[],
  { orderId, headers }: { readonly orderId: string; readonly headers: Question['headers'] },
): Promise<Refusal | JourneyResponse> => {
  const path = `/api/ops/journeys/${encodeURIComponent(orderId)}`;
  const heard = await services.askAll(names, { method: 'GET', url: path, headers });
  if (heard instanceof Refusal) return heard;
  const journeys = new Map(heard.answers.map((answer) => [answer.service, serviceJourney.parse(JSON.parse(answer.text))]));
  const parts = [...journeys.values()];
  const events = causalOrder(uniqueEvents(journeys));
  const timers = parts.flatMap((part) => part.timers);
  const deadLetters = parts.flatMap((part) => part.deadLetters ?? []);
  if (events.length + timers.length + deadLetters.length === 0) throw nothingOf(heard.unavailable);

  const answers = await Promise.all(
    [...journeys.keys()].map((service) => {
      const expected = events.filter((event) => recipientsOf(event).some((name) => name === service));
      const body = { events: expected.map(({ source, id }) => ({ source, id })) };
      return services.ask(service, { method: 'POST', url: `${path}/deliveries`, headers, body });
    }),
  );
  const deliveries = new Map(answers.filter(isAnswered).map((answer) => [answer.service, deliveriesIn(answer)]));
  return {
    orderId: orderId.toLowerCase(),
    events: events.map((event) => ({
      ...event,
      internal: !Object.hasOwn(catalog, event.type),
      deliveries: recipientsOf(event).map((service) =>
        deliveryOf(event, service, journeys.get(service), deliveries.get(service)),
      ),
    })),
    timers: timers.toSorted((a, b) => Date.parse(a.due) - Date.parse(b.due)),
    deadLetters: deadLetters.toSorted((a, b) => Date.parse(b.failedAt) - Date.parse(a.failedAt)),
    operations: [...deliveries.values()]
      .flatMap(({ operations }) => operations)
      .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    unavailable: names.filter((name) => !deliveries.has(name)),
  };
};

const deliveriesIn = ({ text }: Answer): DeliveriesResponse => deliveriesResponse.parse(JSON.parse(text));

/** Each once: as its own service has it, or as another has recorded it. */
const uniqueEvents = (journeys: Journeys): readonly Stored[] => {
  const found = new Map<string, Stored>();
  for (const [service, { events }] of journeys)
    for (const event of events) if (!found.has(keyOf(event)) || event.source === `/${service}`) found.set(keyOf(event), event);
  return [...found.values()];
};

/** Every service with a queue that the event goes to. */
const recipientsOf = ({ type }: Pick<Stored, 'type'>): readonly Service[] => {
  const definition = Object.values(catalog).find((each) => each.type === type);
  if (!definition) return [];
  const consumers: readonly Service[] = definition.consumers;
  return serviceNames.filter((name) => name === archiveService || consumers.includes(name));
};

const deliveryOf = (
  event: Stored,
  service: Service,
  journey: ServiceJourney | undefined,
  deliveries: DeliveriesResponse | undefined,
): JourneyEvent['deliveries'][number] => {
  const handled = deliveries?.handled.find((each) => keyOf(each) === keyOf(event));
  const letter = journey?.deadLetters?.find(({ eventId }) => eventId === event.id);
  const none = { service, handledAt: null, latencyMs: null, tries: null, deadLetterId: null };
  if (handled) {
    const { handledAt, latencyMs, tries } = handled;
    return { ...none, status: 'handled', handledAt, latencyMs, tries };
  }
  if (letter) return { ...none, status: 'dead', tries: letter.tries, deadLetterId: letter.id };
  if (!deliveries || journey?.deadLetters === null) return { ...none, status: 'unknown' };
  const { rememberedSince, operations } = deliveries;
  if (operations.findLast(({ eventId }) => eventId === event.id)?.action === 'discard') return { ...none, status: 'discarded' };
  const isForgotten = rememberedSince !== null && Date.parse(event.time) < Date.parse(rememberedSince);
  return { ...none, status: isForgotten ? 'forgotten' : 'waiting' };
};

const nothingOf = (unavailable: readonly string[]): DomainError =>
  unavailable.length > 0
    ? new DomainError('unavailable', 'service_unavailable', `No answer from ${unavailable.join(', ')}. Try again in a moment.`)
    : new DomainError('not-found', 'order_not_found', 'No service knows of an order of this id.');
