import { createConfig, lintFromString } from '@redocly/openapi-core';
import { operations } from '@ordermill/contracts';
import { expect } from 'chai';
import { openApi } from '../../src/docs/openapi.js';
import { readExamples } from './support/document.js';

describe('The OpenAPI document', () => {
  const document = openApi();

  it('has nothing that the linter would strictly recommend otherwise', async () => {
    // Of /api/payments/pay/{orderId} and /api/payments/{orderId}/refunds none fits an id of the other.
    // Some routes do nothing but redirect a browser.
    const rules = { 'no-ambiguous-paths': 'off', 'operation-2xx-response': 'off' } as const;
    const config = await createConfig({ extends: ['recommended-strict'], rules });
    const source = JSON.stringify(document, null, 2);
    const problems = await lintFromString({ source, config, absoluteRef: '/openapi.json' });
    expect(problems.map(({ message, location: [at] }) => `${at?.pointer}: ${message}`)).to.deep.equal([]);
  }).timeout(20_000);

  it('has every operation of the contracts, each example with what it leads to', () => {
    const documented = readExamples(document);
    expect(documented.map(({ operationId }) => operationId).sort()).to.deep.equal(Object.keys(operations).sort());
    for (const { operationId, at, names } of documented) {
      const { method, path, examples, answers } = operations[operationId] ?? expect.fail(operationId);
      expect(at).to.equal(`${method} ${path}`);
      const hasBody = (leadsTo: string | number): boolean => typeof leadsTo === 'string' || answers[leadsTo]?.body !== undefined;
      const withBody = Object.entries(examples).filter(([, { leadsTo }]) => hasBody(leadsTo));
      expect(names, operationId).to.include.members(withBody.map(([name]) => name));
    }
  });

  it('shows nothing made up: every text of an answer has an example of its own', () => {
    expect(JSON.stringify(document)).to.not.contain('"text"');
  });
});
