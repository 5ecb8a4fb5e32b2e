import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { CommandFailure } from '../src/command-failure.js';
import type { AddCommand } from '../src/add-command.js';
import { run } from '../src/run.js';

describe('the command line', () => {
  const greet: AddCommand = (program, { stdout }) => {
    program
      .command('greet')
      .description('Says hello.')
      .option('--name <name>', 'to whom')
      .action(({ name = 'you' }: { readonly name?: string }) => {
        if (name === 'nobody') throw new CommandFailure('nobody is there');
        stdout.write(`hello ${name}\n`);
      });
  };
  const wait: AddCommand = (program, { interrupted }) => {
    program.command('wait').action(() => interrupted.throwIfAborted());
  };

  const outcomeOf = async (args: readonly string[], interrupted = new AbortController().signal) => {
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const code = await run(args, [greet, wait], { env: {}, stdin, stdout, stderr, interrupted });
    return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
  };

  it('runs a command', async () => {
    expect(await outcomeOf(['greet', '--name', 'Ann'])).to.deep.equal({ code: 0, stdout: 'hello Ann\n', stderr: '' });
  });

  it('tells what there is', async () => {
    const { code, stdout } = await outcomeOf(['--help']);
    expect(code).to.equal(0);
    expect(stdout).to.match(/greet .*Says hello/);
    expect((await outcomeOf(['greet', '--help'])).stdout).to.match(/--name <name> +to whom/);
  });

  for (const args of [['sing'], ['greet', '--loud'], ['greet', '--name'], ['greet', 'twice'], []])
    it(`refuses "${args.join(' ')}" in words`, async () => {
      const { code, stdout, stderr } = await outcomeOf(args);
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' });
      expect(stderr).to.match(/^error: .*\nAdd --help|^Usage: /);
    });

  it('fails with the reason and nothing else', async () => {
    expect(await outcomeOf(['greet', '--name', 'nobody'])).to.deep.equal({
      code: 1,
      stdout: '',
      stderr: 'ordermill: nobody is there\n',
    });
  });

  it('ends without a word when it is interrupted', async () => {
    expect(await outcomeOf(['wait'], AbortSignal.abort())).to.deep.equal({ code: 130, stdout: '', stderr: '' });
  });
});
