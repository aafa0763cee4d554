import { BestOfList } from './best-of-list.ts';
import { type DestinationList, nobody } from './scheduler.ts';

/** `ovf` (ip_vs_ovf.c): the greatest weight among those that do not have more open connections than their weight; else nobody. */
export class Overflow extends BestOfList {
  schedule(list: DestinationList): number {
    let best = nobody;
    for (let position = 0; position < list.length; position++) {
      const weight = list.weight(position);
      if (weight === 0 || list.active(position) > weight) continue;
      if (best === nobody || weight > list.weight(best)) best = position;
    }
    return best;
  }
}
