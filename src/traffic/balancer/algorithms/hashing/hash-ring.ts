import { hashedWord } from '../../../hash.ts';
import type { BalancedServer } from '../../algorithm.ts';

/**
 * A ring of 2³² places on which each usable server has points, as many as its weight asks for, at places that hang on its
 * numeric id alone (envoyproxy/envoy: source/extensions/load_balancing_policies/ring_hash/ring_hash_lb.cc, after libketama): so a
 * server that comes or goes moves only the keys next to its points.
 */
export class HashRing {
  readonly #servers: readonly BalancedServer[];
  readonly #leastPoints: number;
  #places: Float64Array = new Float64Array(0);
  #owners: Int32Array = new Int32Array(0);
  #stale = true;

  /** @param leastPoints on the whole ring; the server with the least weight has a whole number of them, at least one */
  constructor(servers: readonly BalancedServer[], leastPoints: number) {
    this.#servers = servers;
    this.#leastPoints = leastPoints;
  }

  /** A server came or went, or has another weight. */
  changed(): void {
    this.#stale = true;
  }

  get points(): number {
    if (this.#stale) this.#build();
    return this.#owners.length;
  }

  /** The first point at that place or after it, around the ring. There is one. */
  pointAt(place: number): number {
    let low = 0;
    let high = this.points;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#places[middle]! < place) low = middle + 1;
      else high = middle;
    }
    return low === this.#owners.length ? 0 : low;
  }

  /** Whose it is. */
  serverAt(point: number): number {
    return this.#owners[point % this.#owners.length]!;
  }

  #build(): void {
    const usable = this.#servers.filter((server) => server.usable);
    const total = usable.reduce((sum, { effectiveWeight }) => sum + effectiveWeight, 0);
    const leastShare = Math.min(...usable.map(({ effectiveWeight }) => effectiveWeight)) / total;
    const scale = Math.ceil(leastShare * this.#leastPoints) / leastShare;
    const points: { readonly place: number; readonly owner: number }[] = [];
    let wanted = 0;
    for (const { index, id, effectiveWeight } of usable) {
      wanted += (scale * effectiveWeight) / total;
      for (let n = 0; points.length < wanted; n++) points.push({ place: hashedWord(id, n), owner: index });
    }
    points.sort((a, b) => a.place - b.place || a.owner - b.owner);
    this.#places = Float64Array.from(points, ({ place }) => place);
    this.#owners = Int32Array.from(points, ({ owner }) => owner);
    this.#stale = false;
  }
}
