import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { asyncApi } from '../../src/docs/asyncapi.js';
import { openApi } from '../../src/docs/openapi.js';
import { asyncApiBreaks } from './compatibility/asyncapi-breaks.js';
import { openApiBreaks } from './compatibility/openapi-breaks.js';
import { type Edit, edited } from './support/edited.js';

const released = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`../../../../../docs/api/${name}`, import.meta.url), 'utf8'));

describe('The API of today', () => {
  it('serves the clients of the last release', async () => {
    expect(openApiBreaks(await released('openapi.json'), openApi())).to.deep.equal([]);
  });

  it('publishes events for the readers of the last release', async () => {
    expect(asyncApiBreaks(await released('asyncapi.json'), asyncApi())).to.deep.equal([]);
  });
});

const order = ['paths', '/api/orders'];
const placed = ['components', 'schemas', 'PlaceOrder'];
const answered = ['components', 'schemas', 'Order'];
const created = ['components', 'schemas', 'order.created', 'properties'];

describe('A change of the HTTP API', () => {
  const breaks = (...edits: readonly Edit[]) => openApiBreaks(openApi(), edited(openApi(), edits));

  const breaking: readonly (readonly [string, Edit])[] = [
    ['a path is gone', [order, undefined]],
    ['a method is gone', [[...order, 'get'], undefined]],
    ['a parameter is gone', [[...order, 'get', 'parameters'], []]],
    ['a parameter takes fewer values', [[...order, 'get', 'parameters', '4', 'schema', 'enum'], ['created']]],
    ['a parameter takes less', [[...order, 'get', 'parameters', '0', 'schema', 'maximum'], 50]],
    ['a parameter is required', [[...order, 'get', 'parameters', '1', 'required'], true]],
    ['a field of a body is gone', [[...placed, 'properties', 'description'], undefined]],
    ['a field of a body is required', [[...placed, 'required'], ['amount']]],
    ['a field of a body takes another type', [[...placed, 'properties', 'description', 'type'], 'number']],
    ['a field of a body takes one alternative less', [[...placed, 'properties', 'amount', 'anyOf', '1'], { type: 'boolean' }]],
    ['a text of a body must be shorter', [[...placed, 'properties', 'description', 'maxLength'], 100]],
    ['a text of a body must have a shape', [[...placed, 'properties', 'description', 'pattern'], '^a']],
    ['a body takes fewer values', [[...placed, 'properties', 'paymentMode', 'enum'], ['auto']]],
    ['a field of an answer is gone', [[...answered, 'properties', 'discount'], undefined]],
    ['a field of an answer may be absent', [[...answered, 'required'], ['id']]],
    [
      'a field of an answer may be null',
      [
        [...answered, 'properties', 'amount', 'type'],
        ['string', 'null'],
      ],
    ],
    ['a field of an answer is of another type', [[...answered, 'properties', 'version', 'type'], 'string']],
    [
      'an item of a list is of another type',
      [[...answered, 'properties', 'items', 'items', 'properties', 'quantity', 'type'], 'string'],
    ],
    ['a status is gone', [[...order, 'post', 'responses', '201'], undefined]],
    ['a header of an answer is gone', [[...order, 'post', 'responses', '201', 'headers', 'Location'], undefined]],
    ['a token is needed', [['paths', '/health/live', 'get', 'security'], [{ bearer: [] }]]],
  ];
  for (const [what, edit] of breaking)
    it(`breaks clients where ${what}`, () => {
      expect(breaks(edit)).to.not.deep.equal([]);
    });

  const harmless: readonly (readonly [string, Edit])[] = [
    ['nothing changes', [['info', 'title'], 'Ordermill']],
    ['there is a path more', [['paths', '/api/parcels'], { get: { security: [], responses: {} } }]],
    ['there is a parameter more', [[...order, 'post', 'parameters', '1'], { name: 'dryRun', in: 'query' }]],
    ['a body may have a field more', [[...placed, 'properties', 'gift'], { type: 'boolean' }]],
    [
      'a body takes one value more',
      [
        [...placed, 'properties', 'paymentMode', 'enum'],
        ['auto', 'manual', 'later'],
      ],
    ],
    ['a text of a body may be longer', [[...placed, 'properties', 'description', 'maxLength'], 1000]],
    ['an answer has a field more', [[...answered, 'properties', 'gift'], { type: 'boolean' }]],
    ['a text is described in other words', [[...answered, 'properties', 'amount', 'description'], 'other']],
  ];
  for (const [what, edit] of harmless)
    it(`breaks nobody where ${what}`, () => {
      expect(breaks(edit)).to.deep.equal([]);
    });
});

describe('A change of the events', () => {
  const breaks = (...edits: readonly Edit[]) => asyncApiBreaks(asyncApi(), edited(asyncApi(), edits));
  const moreData: Edit = [[...created, 'data', 'properties', 'gift'], { type: 'boolean' }];
  const versionOf = (version: number): Edit => [
    [...created, 'dataschema', 'const'],
    `https://ordermill.dev/schemas/order.created/v${version}`,
  ];

  it('breaks readers where a type is gone, data change under their version, or the envelope does', () => {
    expect(breaks([['channels', 'order.created'], undefined])).to.deep.equal(['order.created: is gone']);
    expect(breaks(moreData)).to.deep.equal(['order.created: its data differ, and its version does not']);
    expect(breaks(versionOf(1))).to.deep.equal(['order.created: is of an older version']);
    expect(breaks([[...created, 'sequence'], undefined])).to.deep.equal(['order.created: sequence: is gone']);
  });

  it('breaks nobody where a type is new, or data change with their version', () => {
    expect(breaks([['channels', 'order.held'], {}])).to.deep.equal([]);
    expect(breaks(moreData, versionOf(3))).to.deep.equal([]);
  });
});
