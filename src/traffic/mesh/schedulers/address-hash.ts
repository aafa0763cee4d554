import { type DestinationList, type IpvsScheduler, nobody, type Packet } from './scheduler.ts';

const buckets = 256;
/** GOLDEN_RATIO_32 (include/linux/hash.h) */
const goldenRatio = 0x61c88647;

/** The top 8 bits of `hash_32`. */
export function bucketOf(address: number): number {
  return Math.imul(address, goldenRatio) >>> 24;
}

/** 256 buckets that the destinations fill in the order of the list. One whose destination has weight 0 takes nothing. */
export abstract class AddressHash implements IpvsScheduler {
  readonly #buckets = new Int32Array(buckets);
  #changed = true;

  schedule(list: DestinationList, packet: Packet): number {
    if (list.length === 0) return nobody;
    if (this.#changed) this.#fill(list);
    const position = this.#buckets[bucketOf(this.addressOf(packet))]!;
    return list.weight(position) > 0 ? position : nobody;
  }

  added(): void {
    this.#changed = true;
  }

  removed(): void {
    this.#changed = true;
  }

  reweighted(): void {
    this.#changed = true;
  }

  protected abstract addressOf(packet: Packet): number;

  /** Buckets in a row that a destination has. */
  protected abstract runOf(list: DestinationList, position: number): number;

  #fill(list: DestinationList): void {
    this.#changed = false;
    let position = 0;
    let run = 0;
    for (let bucket = 0; bucket < buckets; bucket++) {
      this.#buckets[bucket] = position;
      if (++run < this.runOf(list, position)) continue;
      run = 0;
      position = (position + 1) % list.length;
    }
  }
}
