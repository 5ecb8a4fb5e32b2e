import { expect } from 'chai';
import { shutDown } from '../../src/embedded-postgres/shut-down.js';
import { rejection } from './support.js';

const signalsUntil = async (last?: NodeJS.Signals) => {
  const sent: NodeJS.Signals[] = [];
  const ended = shutDown(
    (signal) => sent.push(signal),
    () => Promise.resolve(sent.at(-1) === last),
  );
  return { sent, ended };
};

describe('shutting a server down', () => {
  it('asks for a fast shutdown, and for nothing more when that does', async () => {
    const { sent, ended } = await signalsUntil('SIGINT');
    await ended;
    expect(sent).to.deep.equal(['SIGINT']);
  });

  it('insists, then forces', async () => {
    const { sent, ended } = await signalsUntil('SIGKILL');
    await ended;
    expect(sent).to.deep.equal(['SIGINT', 'SIGQUIT', 'SIGKILL']);
  });

  it('fails when even that does not end it', async () => {
    const { ended } = await signalsUntil();
    expect(await rejection(ended)).to.include('does not end');
  });
});
