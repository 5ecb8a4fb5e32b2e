import { expect } from 'chai';
import { startOpsService } from '../support/ops-service.js';

describe("The operator's routes of a service's projections", function () {
  this.timeout(20_000);
  let service: Awaited<ReturnType<typeof startOpsService>>;

  before(async () => {
    service = await startOpsService();
  });
  after(() => service.close());

  const codeOf = async (...request: Parameters<typeof service.call>) => {
    const { status, body } = await service.call(...request);
    return [status, body['code']];
  };

  it('are for admins alone', async () => {
    for (const [method, path] of [
      ['GET', '/projections'],
      ['POST', '/projections/thing/rebuild'],
      ['DELETE', '/projections/thing/rebuild'],
    ] as const) {
      expect((await service.call(method, path, undefined, '')).status, `${method} ${path}`).to.equal(401);
      expect((await service.call(method, path, undefined, 'user')).status, `${method} ${path}`).to.equal(403);
    }
  });

  it('list them, have them rebuilt, and give that up', async () => {
    const idle = { service: 'order', name: 'thing', category: 'thing', view: 'things', rebuild: null };
    expect((await service.call('GET', '/projections')).body).to.deep.equal({ data: [idle] });
    expect((await service.call('GET', '/projections?service=payment')).body).to.deep.equal({ data: [] });
    expect(await codeOf('DELETE', '/projections/thing/rebuild')).to.deep.equal([409, 'rebuild_not_running']);

    const { status, body } = await service.call('POST', '/projections/thing/rebuild');
    expect(status).to.equal(202);
    expect(body).to.deep.include({ service: 'order', name: 'thing' });
    expect(body['rebuild']).to.include({ status: 'waiting', requestedBy: 'ann', eventsRead: 0, eventsPerSecond: 0 });
    expect(await service.call('POST', '/projections/thing/rebuild', {})).to.deep.equal({ status: 202, body });
    expect((await service.call('GET', '/projections?service=order')).body).to.deep.equal({ data: [body] });

    const cancelled = await service.call('DELETE', '/projections/thing/rebuild');
    expect(cancelled.status).to.equal(200);
    expect(cancelled.body['rebuild']).to.include({ status: 'cancelling' });
    expect(await codeOf('POST', '/projections/thing/rebuild')).to.deep.equal([409, 'rebuild_cancelling']);
  });

  it('refuse what they do not know', async () => {
    expect(await codeOf('POST', '/projections/lost/rebuild')).to.deep.equal([404, 'projection_not_found']);
    expect(await codeOf('DELETE', '/projections/lost/rebuild')).to.deep.equal([404, 'projection_not_found']);
    expect(await codeOf('POST', '/projections/thing/rebuild?service=payment')).to.deep.equal([404, 'projection_not_found']);
    expect(await codeOf('POST', '/projections/thing/rebuild', { color: 'red' })).to.deep.equal([400, 'invalid_request']);
    expect(await codeOf('GET', '/projections?color=red')).to.deep.equal([400, 'invalid_request']);
    expect((await service.call('GET', '/projections/thing/rebuild')).status).to.equal(405);
  });
});
