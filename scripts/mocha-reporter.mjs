import Mocha from 'mocha';

/** The spec reporter; it also tells the counts to the process that started mocha. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () =>
      process.send?.({ passed: this.stats.passes, failed: this.stats.failures, skipped: this.stats.pending }),
    );
  }
}
