import { BestOfList, overhead } from './best-of-list.ts';
import type { DestinationList } from './scheduler.ts';

/** `wlc`, the kernel's usual default (ip_vs_wlc.c): the fewest connections for its weight; the first on ties. */
export class WeightedLeastConnection extends BestOfList {
  schedule(list: DestinationList): number {
    return this.best(
      list,
      (position, best) => overhead(list, best) * list.weight(position) > overhead(list, position) * list.weight(best),
    );
  }
}
