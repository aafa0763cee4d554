import { BestOfList, overhead } from './best-of-list.ts';
import type { DestinationList } from './scheduler.ts';

/** `lc` (ip_vs_lc.c): the fewest connections; the first on ties. */
export class LeastConnection extends BestOfList {
  schedule(list: DestinationList): number {
    return this.best(list, (position, best) => overhead(list, position) < overhead(list, best));
  }
}
