import { type DestinationList, nobody } from './scheduler.ts';
import { ShortestExpectedDelay } from './shortest-expected-delay.ts';

/** `nq` (ip_vs_nq.c): the first without an open connection, else as `sed`. */
export class NeverQueue extends ShortestExpectedDelay {
  override schedule(list: DestinationList): number {
    for (let position = 0; position < list.length; position++) {
      if (list.weight(position) > 0 && list.active(position) === 0) return position;
    }
    return list.length === 0 ? nobody : super.schedule(list);
  }
}
