import { AddressHash } from './address-hash.ts';
import type { Packet } from './scheduler.ts';

/** `dh` (ip_vs_dh.c): by the address that was asked. Behind one VIP that is one, so that one task has everything. */
export class DestinationHash extends AddressHash {
  protected addressOf({ destination }: Packet): number {
    return destination;
  }

  protected runOf(): number {
    return 1;
  }
}
