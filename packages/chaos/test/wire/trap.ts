import type { Passed } from '@ordermill/eventing/testing';
import type { Sighting } from './sighting.js';

/** What becomes of the frame that a rule has waited for: the fault comes before it is passed on, or after, or it is lost. */
export type Catch = 'before' | 'after' | 'lost';

/** Waits for something to pass; made anew for each use, because it may remember what it has seen. */
export type Rule = (sighting: Sighting) => Catch | undefined;

interface Frame {
  readonly bytes: Buffer;
  readonly sighting?: Sighting | undefined;
}

interface Set {
  readonly rules: Rule[];
  readonly spring: (caught: Catch) => Promise<void>;
}

/** Sees what passes on every wire and does something at a certain moment; while it does, nothing else passes there. */
export class Trap {
  private set: Set | undefined;

  /** Resolves when every rule has caught what it waited for, in whatever order, and `fault` has been done. */
  catch(rules: readonly Rule[], fault: (caught: Catch) => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const spring = (caught: Catch): Promise<void> => {
        const done = fault(caught);
        done.then(resolve, reject);
        return done;
      };
      this.set = { rules: [...rules], spring };
    });
  }

  disarm(): void {
    this.set = undefined;
  }

  async *pass(frames: readonly Frame[]): Passed {
    for (const { bytes, sighting } of frames) {
      const { caught, spring } = this.see(sighting);
      if (caught === 'before') await spring?.(caught);
      if (caught !== 'lost') yield bytes;
      if (caught === 'after') await spring?.(caught);
      if (caught === 'lost') void spring?.(caught);
    }
  }

  private see(sighting: Sighting | undefined): { readonly caught?: Catch; readonly spring?: Set['spring'] } {
    const { set } = this;
    if (!set || !sighting) return {};
    for (const rule of set.rules) {
      const caught = rule(sighting);
      if (!caught) continue;
      set.rules.splice(set.rules.indexOf(rule), 1);
      if (set.rules.length > 0) return { caught };
      this.disarm();
      return { caught, spring: set.spring };
    }
    return {};
  }
}
