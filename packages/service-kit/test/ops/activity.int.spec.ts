import type { ActivityResponse } from '@ordermill/contracts';
import { expect } from 'chai';
import { startOpsService, thing } from '../support/ops-service.js';

describe("The operator's view of a service's activity", function () {
  this.timeout(20_000);
  let service: Awaited<ReturnType<typeof startOpsService>>;

  before(async () => {
    service = await startOpsService();
  });
  after(() => service.close());

  const activity = async (query = ''): Promise<ActivityResponse> => {
    const { body } = await service.call('GET', `/activity${query}`);
    return body.data[0] as unknown as ActivityResponse;
  };

  it('counts what is handled, and says how far behind the service is', async () => {
    service.mend();
    await service.deliver(thing(1));
    await service.deliver(thing(2));
    const { stepSeconds, now, buckets } = await activity();
    expect(stepSeconds).to.equal(60);
    expect(now).to.deep.equal({ pending: 0, lagSeconds: 0, waiting: 0 });
    expect(buckets).to.have.length(61);
    expect(buckets.slice(-2).reduce((sum, { handled }) => sum + handled, 0)).to.equal(2);
  });

  it('takes longer buckets for a longer time', async () => {
    for (const [minutes, step] of [
      [5, 15],
      [15, 15],
      [360, 300],
      [1440, 1200],
    ] as const) {
      const { stepSeconds, buckets } = await activity(`?minutes=${minutes}`);
      expect([stepSeconds, buckets.length]).to.deep.equal([step, (minutes * 60) / step + 1]);
    }
  });

  it('is for admins alone, within a day, of one service', async () => {
    for (const minutes of ['4', '1441', '1.5', '-5', 'x', '', '05'])
      expect((await service.call('GET', `/activity?minutes=${minutes}`)).status, minutes).to.equal(400);
    expect((await service.call('GET', '/activity', undefined, '')).status).to.equal(401);
    expect((await service.call('GET', '/activity', undefined, 'user')).status).to.equal(403);
    expect((await service.call('GET', '/activity?service=payment')).body).to.deep.equal({ data: [] });
  });
});
