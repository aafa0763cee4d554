import { type DestinationList, type IpvsScheduler, nobody, type Packet } from './scheduler.ts';

/** A scheduler that looks at the whole list each time and keeps nothing in mind. */
export abstract class BestOfList implements IpvsScheduler {
  abstract schedule(list: DestinationList, packet: Packet): number;

  added(): void {}

  removed(): void {}

  reweighted(): void {}

  /** The first eligible one that no other `beats`. */
  protected best(list: DestinationList, beats: (position: number, best: number) => boolean): number {
    let best = nobody;
    for (let position = 0; position < list.length; position++) {
      if (list.weight(position) > 0 && (best === nobody || beats(position, best))) best = position;
    }
    return best;
  }
}

/** What a destination is charged with (`ip_vs_dest_conn_overhead`): a connection that is open counts as 256 that linger. */
export function overhead(list: DestinationList, position: number): number {
  return list.active(position) * 256 + list.inactive(position);
}
