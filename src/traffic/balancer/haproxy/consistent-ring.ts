import { type BalancedServer, noServer } from '../algorithm.ts';
import { fullHash } from './full-hash.ts';

/** A server's points are numbered within its own range of so many (`SRV_EWGHT_RANGE`). */
const pointsPerId = 4096;

/**
 * HAProxy's ring: each usable server has as many points as its effective weight (haproxy 2.6: src/lb_chash.c). No two points fall
 * together: the hash of their numbers is one to one.
 */
export class ConsistentRing {
  readonly #servers: readonly BalancedServer[];
  /** Ascending, and whose each point is. */
  #points = new Uint32Array(0);
  #owners = new Int32Array(0);

  constructor(servers: readonly BalancedServer[]) {
    this.#servers = servers;
    this.build();
  }

  /** Anew, after a server's state or weight has changed. */
  build(): void {
    const usable = this.#servers.filter((server) => server.usable);
    const points = usable.flatMap(({ index, id, effectiveWeight }) =>
      Array.from({ length: effectiveWeight }, (_, j) => ({ index, at: fullHash(id * pointsPerId + j) })),
    );
    points.sort((a, b) => a.at - b.at);
    this.#points = Uint32Array.from(points, ({ at }) => at);
    this.#owners = Int32Array.from(points, ({ index }) => index);
  }

  get length(): number {
    return this.#points.length;
  }

  owner(place: number): number {
    return this.#owners[place]!;
  }

  /** Where on the circle the point at this place is. */
  at(place: number): number {
    return this.#points[place]!;
  }

  following(place: number): number {
    return place + 1 === this.#points.length ? 0 : place + 1;
  }

  /** The point nearest to a hash, of two equally near ones the one before it. The ring is not empty. */
  nearest(hash: number): number {
    const found = this.#firstFrom(hash);
    const next = found === this.#points.length ? 0 : found;
    const previous = next === 0 ? this.#points.length - 1 : next - 1;
    const behind = (hash - this.#points[previous]!) >>> 0;
    const ahead = (this.#points[next]! - hash) >>> 0;
    return behind <= ahead ? previous : next;
  }

  /** The last point at or before this one of the circle, −1 = there is none. */
  placeUpTo(at: number): number {
    const next = this.#firstFrom(at);
    return next < this.#points.length && this.#points[next] === at ? next : next - 1;
  }

  /** The server whose point is nearest to a hash, other than `avoid` if there is another; −1 = the ring is empty. */
  serverNear(hash: number, avoid: number): number {
    if (this.#points.length === 0) return noServer;
    const nearest = this.nearest(hash);
    let place = nearest;
    while (this.#owners[place] === avoid) {
      place = this.following(place);
      if (place === nearest) break;
    }
    return this.#owners[place]!;
  }

  /** The first place whose point is not before this one of the circle; the ring's length if there is none. */
  #firstFrom(at: number): number {
    let low = 0;
    let high = this.#points.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#points[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
