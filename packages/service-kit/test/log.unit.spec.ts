import { expect } from 'chai';
import { startProgram } from './support/program.js';

describe('The log', () => {
  it('is JSON lines that tell an error with its code and cause, and nothing else that hangs on it', async () => {
    const { exited, output } = startProgram('logging-program.js', {});
    await exited;
    expect(output()).to.not.contain('hunter2').and.to.not.contain('too quiet');
    const line: unknown = JSON.parse(output());
    expect(line).to.include({ level: 40, service: 'order', msg: 'went wrong' });
    expect(line).to.have.property('err').that.includes({ name: 'Error', message: 'connection lost', code: '57P01' });
    expect(line).to.have.nested.property('err.stack').that.contains('logging-program');
    expect(line).to.have.nested.property('err.cause.message', 'socket closed');
  });
});
