import { expect } from 'chai';
import { z } from 'zod';
import { readEnvironment } from '../../src/config/environment.js';
import { problemsOf } from '../support/problems-of.js';
import { authSettings } from '../../src/config/auth.js';
import { listenSettings, runnerSettings } from '../../src/config/settings.js';

const servers = { DATABASE_URL: 'postgres://localhost/postgres', AMQP_URL: 'amqp://localhost' };

describe('The environment', () => {
  it('is read with its defaults, and an empty variable counts as unset', () => {
    expect(readEnvironment({ PORT: '' }, listenSettings)).to.deep.equal({ HOST: '127.0.0.1', PORT: 8000 });
    expect(readEnvironment({ PORT: '0', HOST: '::' }, listenSettings)).to.deep.equal({ HOST: '::', PORT: 0 });
  });

  it('takes several brokers of one cluster', () => {
    const env = { ...servers, AMQP_URL: 'amqp://a:5672, amqps://b' };
    expect(readEnvironment(env, runnerSettings).AMQP_URL).to.deep.equal(['amqp://a:5672', 'amqps://b']);
  });

  for (const [name, bad] of Object.entries({
    PORT: ['x', '-1', '65536', '80.5', '0x50', ' 80'],
    DATABASE_URL: ['x', 'mysql://localhost', 'localhost:5432'],
    AMQP_URL: ['x', 'http://localhost', 'amqp://a,x', 'amqp://a,'],
    LOG_LEVEL: ['loud', 'INFO'],
  }))
    for (const value of bad)
      it(`refuses ${name}=${value}: names it, what was given and what was expected`, () => {
        const [problem, ...others] = problemsOf({ ...servers, [name]: value }, runnerSettings);
        expect(problem)
          .to.match(new RegExp(`^${name}: must be .+; "`))
          .and.to.contain(`"${value}" was given`);
        expect(others).to.deep.equal([]);
      });

  it('names all that is wrong at once, in every schema, each once', () => {
    const own = z.object({ VOUCHER_VALUE: z.string().regex(/^\d+$/, 'must be a number') });
    const problems = problemsOf(
      { PORT: 'x', VOUCHER_VALUE: 'y', AUTH_MODE: 'none' },
      runnerSettings,
      authSettings,
      own,
      listenSettings,
    );
    const names = problems.map((problem) => problem.split(':')[0]);
    expect(names).to.have.members(['PORT', 'DATABASE_URL', 'AMQP_URL', 'AUTH_MODE', 'VOUCHER_VALUE']);
    expect(problems.find((problem) => problem.startsWith('AMQP_URL'))).to.contain('it is not set');
  });

  it('shows no password', () => {
    const problems = problemsOf({ DATABASE_URL: 'mysql://user:hunter2@host', AMQP_URL: 'amqp://u:hunter2@a,x' }, runnerSettings);
    expect(problems).to.have.length(2);
    expect(problems.join()).to.not.contain('hunter2');
  });
});
