import { type Catalog, dataSchemaOf, decodeEvent, encodeEvent, readStored } from '@ordermill/eventing';
import { orderModule } from '@ordermill/order-core';
import { paymentModule } from '@ordermill/payment-core';
import { voucherModule } from '@ordermill/voucher-core';
import { expect } from 'chai';
import { orderEvents } from './order.js';
import { paymentEvents } from './payment.js';
import type { StoredEvents } from './version.js';
import { voucherEvents } from './voucher.js';

/** Of every service: what it publishes and what stays in its log. */
const catalog: Catalog = { ...orderModule.catalog, ...paymentModule.catalog, ...voucherModule.catalog };
const known: StoredEvents = { ...orderEvents, ...paymentEvents, ...voucherEvents };
const time = '2026-01-02T03:04:05.678Z';

const asMessage = (type: string, version: number, data: object): Buffer =>
  encodeEvent({
    specversion: '1.0',
    id: 'e1',
    source: '/somewhere',
    type,
    subject: '00000000-0000-4000-8000-000000000001',
    time,
    datacontenttype: 'application/json',
    dataschema: dataSchemaOf(type, version),
    data,
    correlationid: 'flow',
    sequence: '1',
  });

describe('Stored events', () => {
  it('are kept here of every type, and of nothing else', () => {
    expect(Object.keys(known).sort()).to.deep.equal(Object.keys(catalog).sort());
  });

  for (const [type, definition] of Object.entries(catalog)) {
    it(`of ${type} are kept here in each version there has ever been`, () => {
      expect(known[type] ?? []).to.have.length(definition.version);
    });

    for (const [index, { stored, reads = stored }] of (known[type] ?? []).entries()) {
      const version = index + 1;
      it(`read as the newest, from a message and from the log: ${type} v${version}`, () => {
        expect(decodeEvent(catalog, asMessage(type, version, stored)).data).to.deep.equal(reads);
        const row = { type, schemaVersion: version, time: new Date(time), actor: 'ada', data: stored };
        expect(readStored(catalog, row)).to.deep.equal({ type, time, actor: 'ada', data: reads });
      });
    }
  }
});
