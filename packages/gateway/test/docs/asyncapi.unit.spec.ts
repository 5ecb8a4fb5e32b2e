import { Parser } from '@asyncapi/parser';
import { catalog } from '@ordermill/contracts';
import { decodeEvent, servicesOf } from '@ordermill/eventing';
import { expect } from 'chai';
import { z } from 'zod';
import { asyncApi } from '../../src/docs/asyncapi.js';

const document = z
  .object({
    channels: z.record(z.string(), z.object({ messages: z.record(z.string(), z.unknown()) })),
    operations: z.record(z.string(), z.object({ action: z.enum(['send', 'receive']) })),
    components: z.object({
      messages: z.record(z.string(), z.object({ examples: z.array(z.object({ payload: z.looseObject({ type: z.string() }) })) })),
    }),
  })
  .parse(asyncApi());

describe('The AsyncAPI document', () => {
  it('is one by the parser, with nothing to warn of', async () => {
    const { diagnostics } = await new Parser().parse(JSON.stringify(asyncApi()));
    // 3.0 is what tools know.
    const findings = diagnostics.filter(({ code }) => code !== 'asyncapi-latest-version');
    expect(findings.map(({ path, message }) => `${path.join('/')}: ${message}`)).to.deep.equal([]);
  }).timeout(20_000);

  it('has a channel, a message and a sender for every event type, and for no other', () => {
    const types = Object.keys(catalog).sort();
    const services = servicesOf(catalog);
    const queues = Object.keys(services).map((service) => `ordermill.${service}`);
    expect(Object.keys(document.components.messages).sort()).to.deep.equal(types);
    expect(Object.keys(document.channels).sort()).to.deep.equal([...types, ...queues].sort());
    const senders = Object.entries(document.operations).filter(([, { action }]) => action === 'send');
    expect(senders.map(([id]) => id).sort()).to.deep.equal(types.map((type) => `send.${type}`));
  });

  it('says of the queue of each service which types are bound to it', () => {
    for (const [service, types] of Object.entries(servicesOf(catalog)))
      expect(Object.keys(document.channels[`ordermill.${service}`]?.messages ?? {})).to.deep.equal(types);
  });

  for (const type of Object.keys(catalog))
    it(`has an example of ${type} that a service could read`, () => {
      const [example] = document.components.messages[type]?.examples ?? [];
      expect(decodeEvent(catalog, Buffer.from(JSON.stringify(example?.payload))).type).to.equal(type);
      expect(JSON.stringify(example)).to.not.contain('"text"');
    });
});
