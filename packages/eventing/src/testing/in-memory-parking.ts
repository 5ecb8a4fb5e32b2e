import { Parking, type Failure } from '../ports.js';
import { Arrivals } from './arrivals.js';

export interface DeadLetter {
  readonly service: string;
  readonly body: Uint8Array;
  readonly failure: Pick<Failure, 'reason' | 'error' | 'tries'>;
}

export class InMemoryParking extends Parking {
  readonly parked = new Arrivals<DeadLetter>();

  override park(service: string, body: Uint8Array, { reason, error, tries }: Failure): Promise<void> {
    this.parked.add({ service, body, failure: { reason, error, tries } });
    return Promise.resolve();
  }
}
