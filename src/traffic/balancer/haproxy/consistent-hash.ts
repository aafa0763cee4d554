import { type Asking, type BalancedServer, type LoadBalancingAlgorithm, noServer } from '../algorithm.ts';
import { ConsistentRing } from './consistent-ring.ts';
import { fullHash } from './full-hash.ts';

/**
 * HAProxy's `hash-type consistent`: the server whose point on a ring is nearest to the hash (haproxy 2.6: src/lb_chash.c). Only
 * the keys of a server that goes move. With a balance factor f no server has more than f % of its share of all requests: others
 * follow it around the ring. A request without a key goes to the next point's server.
 */
export class ConsistentHash implements LoadBalancingAlgorithm {
  readonly #servers: readonly BalancedServer[];
  readonly #ring: ConsistentRing;
  readonly #avalanche: boolean;
  /** In percent, 0 = no bound. */
  readonly #balanceFactor: number;
  /** Weights of the usable servers before each one, and of all. */
  readonly #weightBefore: Float64Array;
  #weight = 0;
  /** What all servers have, and each of them. */
  #served = 0;
  readonly #servedBy: Int32Array;
  /** The place of the last one served without a key, −1 = before the first. */
  #walked: number = noServer;

  constructor(servers: readonly BalancedServer[], avalanche: boolean, balanceFactor: number) {
    this.#servers = servers;
    this.#ring = new ConsistentRing(servers);
    this.#avalanche = avalanche;
    this.#balanceFactor = balanceFactor;
    this.#weightBefore = new Float64Array(servers.length);
    this.#servedBy = new Int32Array(servers.length);
    this.#sumWeights();
  }

  pick(avoid: number, { key }: Asking): number {
    if (this.#ring.length === 0) return noServer;
    if (key < 0) return this.#next(avoid);
    const hash = this.#avalanche ? fullHash(key) : key;
    return this.#balanceFactor === 0 ? this.#ring.serverNear(hash, avoid) : this.#bounded(hash, avoid);
  }

  serverUp(): void {
    this.#rebuild();
  }

  serverDown(): void {
    this.#rebuild();
  }

  weightChanged(): void {
    this.#rebuild();
  }

  loadChanged(index: number): void {
    const { served } = this.#servers[index]!;
    this.#served += served - this.#servedBy[index]!;
    this.#servedBy[index] = served;
  }

  /** The walk goes on from where it was, or from the point before if that one is gone. */
  #rebuild(): void {
    const wasAt = this.#walked === noServer ? null : this.#ring.at(this.#walked);
    this.#ring.build();
    this.#sumWeights();
    if (wasAt !== null) this.#walked = this.#ring.placeUpTo(wasAt);
  }

  /** `chash_get_next_server` */
  #next(avoid: number): number {
    const ring = this.#ring;
    let avoided = noServer;
    let place = this.#walked;
    for (let seen = 0; seen < ring.length; seen++) {
      place = place === noServer ? 0 : ring.following(place);
      this.#walked = place;
      const server = ring.owner(place);
      if (this.#servers[server]!.saturated) continue;
      if (server !== avoid) return server;
      avoided = server;
    }
    return avoided;
  }

  /** From the nearest point on around the ring, to the first server that has less than its share. */
  #bounded(hash: number, avoid: number): number {
    const ring = this.#ring;
    const slots = Math.ceil(((this.#served + 1) * this.#balanceFactor) / 100);
    const nearest = ring.nearest(hash);
    let place = nearest;
    for (;;) {
      const server = ring.owner(place);
      if (server !== avoid && this.#servers[server]!.served < this.#shareOf(server, slots)) return server;
      place = ring.following(place);
      if (place === nearest) return ring.owner(nearest);
    }
  }

  /** Its part of so many slots: whole ones by weight, the rest spread over the servers in turn (`chash_server_is_eligible`). */
  #shareOf(index: number, slots: number): number {
    const { effectiveWeight } = this.#servers[index]!;
    const before = this.#weightBefore[index]!;
    const rest = slots % this.#weight;
    const whole = effectiveWeight * Math.floor(slots / this.#weight);
    return Math.max(1, whole + this.#restUpTo(before + effectiveWeight, rest) - this.#restUpTo(before, rest));
  }

  /** How many of the slots that are left over belong to the servers with this much of the weight. */
  #restUpTo(weight: number, rest: number): number {
    return Math.floor((weight * rest) / this.#weight);
  }

  #sumWeights(): void {
    this.#weight = 0;
    for (const { index, usable, effectiveWeight } of this.#servers) {
      this.#weightBefore[index] = this.#weight;
      if (usable) this.#weight += effectiveWeight;
    }
  }
}
