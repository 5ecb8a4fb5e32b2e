import { DomainError } from '@ordermill/kernel';
import { expect } from 'chai';
import { z } from 'zod';
import { parseBody, uuidParam } from '../../src/http/input.js';

const schema = z.strictObject({
  name: z.string().min(2, 'must be longer'),
  items: z.array(z.strictObject({ price: z.number() })).optional(),
});

const errorsOf = (work: () => unknown): DomainError['errors'] => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'invalid') return error.errors;
    throw error;
  }
  return [];
};

const paths = (value: unknown): string[] => errorsOf(() => parseBody(schema, value)).map(({ path }) => path);

describe('Input', () => {
  it('has the shape of the schema', () => {
    expect(parseBody(z.object({ limit: z.string().transform(Number) }), { limit: '5' })).to.deep.equal({ limit: 5 });
  });

  it('names every field at fault, deep ones too', () => {
    expect(paths({ name: 'x', items: [{ price: 1 }, { price: '2' }] })).to.deep.equal(['name', 'items.1.price']);
    expect(errorsOf(() => parseBody(schema, {}))).to.deep.equal([{ path: 'name', message: 'is required' }]);
    expect(errorsOf(() => parseBody(schema, { name: 7 }))).to.deep.equal([{ path: 'name', message: 'must be of type string' }]);
    expect(paths(undefined)).to.deep.equal(['body']);
  });

  it('says in words what is expected, where the schema has none of its own', () => {
    const bounds = z.object({
      text: z.string().min(1).max(3),
      list: z.array(z.string()).max(1),
      count: z.int().min(1).max(10),
      rate: z.number().gt(0),
      kind: z.enum(['left', 'right']),
      version: z.literal('1.0'),
      id: z.uuid(),
      at: z.iso.datetime({ offset: true }),
    });
    const given = { text: '', list: ['a', 'b'], count: 11, rate: 0, kind: 'up', version: '2', id: 'x', at: 'noon' };
    expect(errorsOf(() => parseBody(bounds, given))).to.deep.equal([
      { path: 'text', message: 'must have at least 1 character' },
      { path: 'list', message: 'must have at most 1 entry' },
      { path: 'count', message: 'must be at most 10' },
      { path: 'rate', message: 'must be more than 0' },
      { path: 'kind', message: 'must be one of left, right' },
      { path: 'version', message: 'must be 1.0' },
      { path: 'id', message: 'must be a UUID' },
      { path: 'at', message: 'must be a time with its offset, such as 2026-11-21T05:53:17Z' },
    ]);
    expect(errorsOf(() => parseBody(bounds, { ...given, text: 'long', count: 1.5 })).slice(0, 3)).to.deep.equal([
      { path: 'text', message: 'must have at most 3 characters' },
      { path: 'list', message: 'must have at most 1 entry' },
      { path: 'count', message: 'must be of type integer' },
    ]);
  });

  it('names unknown fields themselves', () => {
    expect(paths({ name: 'xx', colour: 1, size: 2 })).to.deep.equal(['colour', 'size']);
    expect(paths({ name: 'xx', items: [{ price: 1, tax: 2 }] })).to.deep.equal(['items.0.tax']);
    expect(paths(JSON.parse('{"name":"xx","__proto__":{}}'))).to.deep.equal(['__proto__']);
  });

  it('does not repeat a card number that came as a field', () => {
    expect(paths({ name: 'xx', '4242 4242 4242 4242': 1, 'n-4242424242424242': 2 })).to.deep.equal(['…', 'n-…']);
  });

  it('keeps its answer short, however much is wrong', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`${index}`.repeat(100), 1]));
    expect(paths(many)).to.have.length.below(50);
    expect(paths(many).every((path) => path.length <= 200)).to.equal(true);
  });

  it('refuses text that PostgreSQL cannot store', () => {
    for (const name of ['a\0b', 'a\uD800', '\uDC00b']) expect(paths({ name })).to.deep.equal(['name']);
    expect(paths({ name: 'a\u{1F9C0}' })).to.deep.equal([]);
  });
});

describe('A path parameter', () => {
  const id = '01A1fc9e-a979-71c5-846e-36b3ee78087d';

  it('is a UUID, in lower case', () => {
    expect(uuidParam({ params: { id } }, 'id')).to.equal(id.toLowerCase());
  });

  for (const bad of ['', 'x', `${id}0`, id.replaceAll('-', ''), ` ${id}`, `${id}\n`])
    it(`is refused as ${JSON.stringify(bad)}`, () => {
      expect(errorsOf(() => uuidParam({ params: { id: bad } }, 'id'))[0]?.path).to.equal('id');
    });
});
