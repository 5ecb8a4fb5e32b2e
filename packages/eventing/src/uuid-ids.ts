import { Ids } from '@ordermill/kernel';
import { v7 } from 'uuid';

/** UUIDs of version 7: they grow with time, which keeps indexes compact. */
export class UuidIds extends Ids {
  override next(): string {
    return v7();
  }
}
