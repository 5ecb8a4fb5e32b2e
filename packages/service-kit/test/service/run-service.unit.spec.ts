import { expect } from 'chai';
import { startProgram } from '../support/program.js';

const env = {
  PORT: '0',
  DATABASE_URL: 'postgres://user:hunter2@127.0.0.1:1/postgres',
  AMQP_URL: 'amqp://127.0.0.1:1',
  AUTH_STATIC_TOKENS: 'token=demo',
};

describe('A runner', () => {
  it('is live, not ready and answers 503 while it waits for its database, and ends with 0 when asked to, twice', async () => {
    const { child, exited, says, output } = startProgram('lonely-service.js', env);
    const url = `http://127.0.0.1:${await says(/"port":(\d+)/)}`;
    await says(/waiting for the database/);
    expect((await fetch(`${url}/health/live`)).status).to.equal(200);
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.json()]).to.deep.equal([503, { status: 'unavailable', checks: { service: 'starting' } }]);
    const api = await fetch(`${url}/api/orders`);
    expect([api.status, api.headers.has('retry-after')]).to.deep.equal([503, true]);
    child.kill('SIGTERM');
    child.kill('SIGINT');
    expect(await exited).to.equal(0);
    expect(output()).to.not.contain('hunter2').and.to.not.contain('request failed');
  });

  it('names every bad variable, its module’s too, and exits with 1 before it does anything', async () => {
    const { exited, output } = startProgram('lonely-service.js', { PORT: 'x', SOME_NUMBER: 'y', AUTH_STATIC_TOKENS: 't=u' });
    expect(await exited).to.equal(1);
    expect(
      output()
        .split('\n')
        .map((line) => line.trim().split(':')[0]),
    ).to.deep.equal(['The configuration is not usable', 'PORT', 'DATABASE_URL', 'AMQP_URL', 'SOME_NUMBER', '']);
  });

  it('says who else has its port and exits with 1', async () => {
    const first = startProgram('lonely-service.js', env);
    const port = await first.says(/"port":(\d+)/);
    const second = startProgram('lonely-service.js', { ...env, PORT: port });
    expect(await second.exited).to.equal(1);
    expect(second.output())
      .to.contain(`PORT: must be a free port; ${port} is in use on 127.0.0.1`)
      .and.to.not.match(/^ +at /m);
    first.child.kill('SIGTERM');
    expect(await first.exited).to.equal(0);
  });

  it('drains after an error that nobody caught, and exits with 1', async () => {
    const { exited, output } = startProgram('failing-program.js', {});
    expect(await exited).to.equal(1);
    expect(output()).to.contain('TypeError: nobody catches this').and.to.contain('drained');
  });
}).timeout(10_000);
