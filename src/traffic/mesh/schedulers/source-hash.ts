import { AddressHash } from './address-hash.ts';
import type { DestinationList, Packet } from './scheduler.ts';

/** `sh` (ip_vs_sh.c), without its flags: by the client's address; in a row as many buckets as the weight says, at least one. */
export class SourceHash extends AddressHash {
  protected addressOf({ source }: Packet): number {
    return source;
  }

  protected runOf(list: DestinationList, position: number): number {
    return list.weight(position);
  }
}
