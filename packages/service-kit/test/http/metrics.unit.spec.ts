import { expect } from 'chai';
import { observe } from '../../src/metrics/services.js';
import { serve } from '../support/serve.js';

describe('GET /metrics', () => {
  const metricsOf = async (url: string): Promise<readonly string[]> => {
    const answer = await fetch(`${url}/metrics`);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.include('text/plain');
    return (await answer.text()).split('\n');
  };

  it('needs no token, and counts requests by the pattern of their route', async () => {
    const { url, call } = await serve((router) => router.get('/api/things/:id', (ctx) => (ctx.body = {})));
    await (await call('/api/things/1')).text();
    await (await call('/api/things/2')).text();
    const counts = (await metricsOf(url)).filter((line) => line.includes('_count{') && line.includes('/api/things'));
    expect(counts).to.deep.equal([
      'http_request_duration_seconds_count{service="test",method="GET",route="/api/things/:id",status="200"} 2',
    ]);
  });

  it('shows how far relays are behind, and leaves out one that cannot be asked', async () => {
    const { url } = await serve(() => undefined);
    const forget = [
      observe('near', { attached: true, relay: () => Promise.resolve({ leading: true, pending: 3, lagSeconds: 1.5 }) }),
      observe('away', { attached: false, relay: () => Promise.reject(new Error('no database')) }),
    ];
    const lines = await metricsOf(url);
    expect(lines).to.include.members([
      'ordermill_relay_lag_seconds{service="near"} 1.5',
      'ordermill_relay_pending_events{service="near"} 3',
      'ordermill_relay_leading{service="near"} 1',
      'ordermill_consumer_attached{service="near"} 1',
      'ordermill_consumer_attached{service="away"} 0',
    ]);
    expect(lines.filter((line) => line.includes('relay_') && line.includes('away'))).to.deep.equal([]);
    for (const each of forget) each();
    expect((await metricsOf(url)).filter((line) => line.includes('near'))).to.deep.equal([]);
  });
});
