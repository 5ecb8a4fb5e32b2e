import type { OrderHistory } from '@ordermill/contracts';
import { causalOrder } from '@ordermill/kernel';
import type { GetOrder, GetOrderInput } from './get-order.js';
import type { Timeline } from './ports.js';

export class GetHistory {
  constructor(
    private readonly order: GetOrder,
    private readonly timeline: Timeline,
  ) {}

  /** Rejects as GetOrder does. */
  async execute(input: GetOrderInput): Promise<OrderHistory> {
    const { id } = await this.order.execute(input);
    return { data: [...causalOrder(await this.timeline.read(id))] };
  }
}
