import { BestOfList } from './best-of-list.ts';
import type { DestinationList } from './scheduler.ts';

/** `sed` (ip_vs_sed.c): the least (open connections + 1) ÷ weight; what lingers does not count. */
export class ShortestExpectedDelay extends BestOfList {
  schedule(list: DestinationList): number {
    return this.best(
      list,
      (position, best) =>
        (list.active(best) + 1) * list.weight(position) > (list.active(position) + 1) * list.weight(best),
    );
  }
}
