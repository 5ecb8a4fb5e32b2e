import type { RequestListener } from 'node:http';
import { expect } from 'chai';
import { deafUrl } from './support/deaf.js';
import { echo, echoed } from './support/echo.js';
import { gatewayTo, listening, unusedUrl } from './support/servers.js';

const answering =
  (name: string): RequestListener =>
  (_request, response) =>
    void response.end(name);

describe('Replicas', () => {
  it('are left alone once one of their answers ends its connection, while there are others', async () => {
    const going: RequestListener = (_request, response) => void response.setHeader('Connection', 'close').end('going');
    const { url } = await gatewayTo([await listening(going), await listening(answering('staying'))]);
    const answers: string[] = [];
    for (let asked = 0; asked < 6; asked += 1) answers.push(await (await fetch(`${url}/api/orders`)).text());
    expect(answers.filter((answer) => answer === 'going')).to.have.length.at.most(1);
  });

  it('take turns', async () => {
    const { url } = await gatewayTo([await listening(answering('a')), await listening(answering('b'))]);
    const seen = [];
    for (let round = 0; round < 4; round += 1) seen.push(await (await fetch(`${url}/api/orders`)).text());
    expect(seen.toSorted()).to.deep.equal(['a', 'a', 'b', 'b']);
    expect(seen[0]).to.not.equal(seen[1]);
  });

  it('stand in for one that cannot be reached, with the whole body', async () => {
    const { url } = await gatewayTo([await unusedUrl(), await unusedUrl(), await listening(echo)]);
    for (let round = 0; round < 6; round += 1) {
      const body = `${round}`.repeat(300_000);
      const answer = await fetch(`${url}/api/orders`, { method: 'POST', body });
      expect((await echoed(answer)).body === body, `round ${round}`).to.equal(true);
    }
  });

  it('are all away: 503 problem details with Retry-After', async () => {
    const { url } = await gatewayTo([await unusedUrl(), await unusedUrl()]);
    const answer = await fetch(`${url}/api/orders`, { method: 'POST', body: '{}' });
    expect(answer.status).to.equal(503);
    expect(answer.headers.get('retry-after')).to.match(/^\d+$/);
    expect(answer.headers.get('x-request-id')).to.match(/./);
    expect(await answer.json()).to.include({ code: 'service_unavailable', status: 503 });
  });

  it('never get a body twice: one that breaks off before it answers means 503', async () => {
    let served = 0;
    const breaking: RequestListener = (incoming, response) => {
      served += 1;
      incoming.once('data', () => response.destroy());
    };
    const { url } = await gatewayTo([await listening(breaking), await listening(breaking)]);
    const answer = await fetch(`${url}/api/orders`, { method: 'POST', body: '{}' });
    expect(answer.status).to.equal(503);
    expect(served).to.equal(1);
  });

  it('are asked again for reading when a connection that was kept is closed just then', async () => {
    let breaks = false;
    const closing: RequestListener = (incoming, response) => {
      if (breaks) incoming.socket.destroy();
      else response.end('fine');
      breaks = false;
    };
    const { url } = await gatewayTo([await listening(closing), await listening(closing)]);
    for (let round = 0; round < 4; round += 1) await (await fetch(`${url}/api/orders`)).text();
    breaks = true;
    expect(await (await fetch(`${url}/api/orders`)).text()).to.equal('fine');
  });

  it('that keep silent: 504', async () => {
    const { url } = await gatewayTo([await listening(() => undefined)], { timeoutMs: 50 });
    const answer = await fetch(`${url}/api/orders`);
    expect(answer.status).to.equal(504);
    expect(await answer.json()).to.include({ code: 'gateway_timeout', status: 504 });
  });

  it('that nobody can connect to make the next requests fail at once', async () => {
    const { url } = await gatewayTo([await deafUrl()], { connectMs: 150 });
    const ask = async () => {
      const began = performance.now();
      const answer = await fetch(`${url}/api/orders`);
      expect(answer.status).to.equal(503);
      expect(answer.headers.get('retry-after')).to.match(/^\d+$/);
      return performance.now() - began;
    };
    expect(await ask()).to.be.at.least(140);
    expect(await ask()).to.be.below(100);
  });

  it('that do not take a connection in time count as away', async () => {
    const { url } = await gatewayTo([await deafUrl(), await listening(answering('b'))], { connectMs: 50 });
    for (let round = 0; round < 2; round += 1) expect(await (await fetch(`${url}/api/orders`)).text()).to.equal('b');
  });
});
