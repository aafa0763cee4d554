import { greatestCommonDivisor } from '../../greatest-common-divisor.ts';
import { type DestinationList, type IpvsScheduler, nobody, type Packet } from './scheduler.ts';
import { halfSipHash } from './siphash.ts';

/** The table that CONFIG_IP_VS_MH_TAB_INDEX = 12 gives, and what weights are cut to. */
const size = 4093;
const weightBits = 6;
const offsetKey = 2654435761n;
const skipKey = 2654446892n;

/**
 * `mh` (ip_vs_mh.c), without its flags: by the client's address in a table that all destinations fill in turn, each by a permutation
 * of its own. It is built on weights before they were set to 0, so that a task which stops keeps its share, and drops it.
 */
export class MaglevHash implements IpvsScheduler {
  readonly #table = new Int32Array(size);
  /** By address: its place in the table. */
  readonly #places = new Map<number, number>();
  #changed = true;

  schedule(list: DestinationList, { source }: Packet): number {
    if (list.length === 0) return nobody;
    if (this.#changed) this.#fill(list);
    let place = this.#places.get(source);
    if (place === undefined) {
      place = hash(source, offsetKey) % size;
      this.#places.set(source, place);
    }
    const position = this.#table[place]!;
    return position !== nobody && list.weight(position) > 0 ? position : nobody;
  }

  added(): void {
    this.#changed = true;
  }

  removed(): void {
    this.#changed = true;
  }

  reweighted(): void {}

  #fill(list: DestinationList): void {
    this.#changed = false;
    this.#table.fill(nobody);
    const turns = turnsOf(list);
    if (turns.every((count) => count === 0)) return;
    const addresses = turns.map((_, position) => list.address(position));
    const next = addresses.map((address) => hash(address, offsetKey) % size);
    const skips = addresses.map((address) => (hash(address, skipKey) % (size - 1)) + 1);
    for (let filled = 0; ; ) {
      for (let position = 0; position < turns.length; position++) {
        for (let turn = 0; turn < turns[position]!; turn++) {
          let place = next[position]!;
          while (this.#table[place] !== nobody) place = (place + skips[position]!) % size;
          next[position] = place;
          this.#table[place] = position;
          if (++filled === size) return;
        }
      }
    }
  }
}

/** Places that each takes in a lap: its weight over the greatest common divisor, cut to what the table has room for. */
function turnsOf(list: DestinationList): number[] {
  const weights = Array.from({ length: list.length }, (_, position) => list.lastWeight(position));
  const divisor = weights.reduce((sum, weight) => greatestCommonDivisor(weight, sum), 0);
  if (divisor === 0) return weights;
  const most = Math.floor(Math.max(...weights) / divisor);
  const shift = Math.max(0, 32 - Math.clz32(most) - weightBits);
  return weights.map((weight) => (weight === 0 ? 0 : Math.max(1, Math.floor(weight / divisor) >> shift)));
}

/** Both halves of the key are alike. */
function hash(address: number, key: bigint): number {
  return halfSipHash(address, key, key);
}
