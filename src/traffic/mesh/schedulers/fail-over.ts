import { BestOfList } from './best-of-list.ts';
import type { DestinationList } from './scheduler.ts';

/** `fo` (ip_vs_fo.c): the greatest weight takes all; the first on ties. */
export class FailOver extends BestOfList {
  schedule(list: DestinationList): number {
    return this.best(list, (position, best) => list.weight(position) > list.weight(best));
  }
}
