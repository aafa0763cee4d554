import { type Asking, type BalancedServer, noServer } from '../../algorithm.ts';

/** So often a server that may not be drawn is drawn again, before the others are counted. */
const mostRedraws = 4;

/**
 * Draws usable servers at random. Draws come in rounds, one per request: a server that was set aside is not drawn
 * again in its round. A draw is one random number and, with equal weights, one look; the servers that are left are counted
 * only if several draws were in vain.
 */
export class Lottery {
  readonly #servers: readonly BalancedServer[];
  /** The usable servers, in any order, and the place of each there; −1 = not usable. */
  readonly #usable: number[] = [];
  readonly #places: Int32Array;
  /** Weights added up along `#usable`. */
  #sums = new Float64Array(0);
  #even = true;
  #stale = true;
  readonly #byWeight: boolean;
  /** Of each server: the last round in which it was set aside. */
  readonly #aside: Float64Array;
  #round = 0;

  /** @param byWeight or all alike */
  constructor(servers: readonly BalancedServer[], byWeight = true) {
    this.#servers = servers;
    this.#byWeight = byWeight;
    this.#places = new Int32Array(servers.length).fill(-1);
    this.#aside = new Float64Array(servers.length).fill(-1);
    for (const { index, usable } of servers) if (usable) this.add(index);
  }

  add(index: number): void {
    this.#places[index] = this.#usable.push(index) - 1;
    this.#stale = true;
  }

  remove(index: number): void {
    const place = this.#places[index]!;
    const last = this.#usable.pop()!;
    if (last !== index) {
      this.#usable[place] = last;
      this.#places[last] = place;
    }
    this.#places[index] = -1;
    this.#stale = true;
  }

  weightsChanged(): void {
    this.#stale = true;
  }

  /** Begins a round: a free server, other than `avoid` if possible. −1 if none is free. */
  draw(avoid: number, asking: Asking): number {
    this.#round++;
    if (avoid === noServer) return this.drawAgain(asking);
    this.setAside(avoid);
    const other = this.drawAgain(asking);
    if (other !== noServer || this.#places[avoid]! < 0) return other;
    return this.#servers[avoid]!.saturated ? noServer : avoid;
  }

  /** One more of the round; −1 if no other is left. */
  drawAgain(asking: Asking): number {
    if (this.#usable.length === 0) return noServer;
    if (this.#stale) this.#sumUp();
    for (let draws = 0; draws < mostRedraws; draws++) {
      const server = this.#any(asking.draw());
      if (this.#mayWin(server)) return server;
    }
    return this.#ofThoseLeft(asking);
  }

  /** It is not drawn again in this round. */
  setAside(server: number): void {
    this.#aside[server] = this.#round;
  }

  #mayWin(server: number): boolean {
    return this.#aside[server] !== this.#round && !this.#servers[server]!.saturated;
  }

  /** The usable server at a share 0…1 of all weight. */
  #any(share: number): number {
    const last = this.#usable.length - 1;
    if (this.#even) return this.#usable[Math.floor(share * this.#usable.length)]!;
    const target = share * this.#sums[last]!;
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sums[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return this.#usable[low]!;
  }

  #ofThoseLeft(asking: Asking): number {
    let weight = 0;
    for (const server of this.#usable) if (this.#mayWin(server)) weight += this.#weightOf(server);
    if (weight === 0) return noServer;
    let target = asking.draw() * weight;
    let winner = noServer;
    for (const server of this.#usable) {
      if (!this.#mayWin(server)) continue;
      winner = server;
      target -= this.#weightOf(server);
      if (target < 0) break;
    }
    return winner;
  }

  #weightOf(server: number): number {
    return this.#byWeight ? this.#servers[server]!.effectiveWeight : 1;
  }

  #sumUp(): void {
    const weights = this.#usable.map((index) => this.#weightOf(index));
    this.#even = weights.every((weight) => weight === weights[0]);
    if (this.#sums.length < weights.length) this.#sums = new Float64Array(this.#servers.length);
    let sum = 0;
    for (const [place, weight] of weights.entries()) {
      sum += weight;
      this.#sums[place] = sum;
    }
    this.#stale = false;
  }
}
