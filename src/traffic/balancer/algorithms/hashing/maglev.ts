import { hashedWord } from '../../../hash.ts';
import { type Asking, type BalancedServer, noServer } from '../../algorithm.ts';
import { ByHash } from './by-hash.ts';
import { requestHash } from './request-hash.ts';

export interface MaglevParameters {
  /** A prime number. */
  readonly tableSize: number;
}

/** The permutation in which a server asks for places of the table. */
interface Claimant {
  readonly server: BalancedServer;
  readonly offset: number;
  readonly skip: number;
  next: number;
  /** Turns that it has had, in units of the greatest weight. */
  paid: number;
}

/**
 * Maglev hashing (D. Eisenbud et al., Maglev: A Fast and Reliable Software Network Load Balancer, NSDI 2016, listing 1; weights
 * as in envoyproxy/envoy: source/extensions/load_balancing_policies/maglev/maglev_lb.cc): a table in which servers claim places
 * in turn, each by a permutation of its own. Shares are almost even; a server that comes or goes moves a few keys of others.
 * If a server is not free, the request's hash is changed as Envoy does for a retry, and then the table is walked.
 */
export class Maglev extends ByHash {
  readonly #servers: readonly BalancedServer[];
  readonly #table: Int32Array;
  #stale = true;
  #empty = true;

  constructor(servers: readonly BalancedServer[], { tableSize }: MaglevParameters) {
    super();
    this.#servers = servers;
    this.#table = new Int32Array(tableSize);
  }

  pick(avoid: number, asking: Asking): number {
    if (this.#stale) this.#build();
    if (this.#empty) return noServer;
    const hash = requestHash(asking);
    for (let attempt = 0; attempt <= this.#servers.length; attempt++) {
      const server = this.#table[((hash ^ -attempt) >>> 0) % this.#table.length]!;
      if (server !== avoid && !this.#servers[server]!.saturated) return server;
    }
    return this.#walk(hash % this.#table.length, avoid);
  }

  protected changed(): void {
    this.#stale = true;
  }

  #walk(start: number, avoid: number): number {
    let avoided = noServer;
    for (let step = 0; step < this.#table.length; step++) {
      const server = this.#table[(start + step) % this.#table.length]!;
      if (this.#servers[server]!.saturated) continue;
      if (server !== avoid) return server;
      avoided = server;
    }
    return avoided;
  }

  #build(): void {
    const table = this.#table.fill(noServer);
    const claimants = this.#claimants();
    const mostWeight = Math.max(...claimants.map(({ server }) => server.effectiveWeight));
    this.#empty = claimants.length === 0;
    this.#stale = false;
    let left = this.#empty ? 0 : table.length;
    for (let turn = 1; left > 0; turn++) {
      for (const claimant of claimants) {
        if (left === 0 || turn * claimant.server.effectiveWeight < claimant.paid) continue;
        claimant.paid += mostWeight;
        table[this.#claim(claimant)] = claimant.server.index;
        left--;
      }
    }
  }

  /** Its next place that is free. */
  #claim(claimant: Claimant): number {
    for (;;) {
      const place = (claimant.offset + claimant.skip * claimant.next++) % this.#table.length;
      if (this.#table[place] === noServer) return place;
    }
  }

  /** By id: who comes first decides little, but must not change when servers come and go. */
  #claimants(): Claimant[] {
    const size = this.#table.length;
    return this.#servers
      .filter(({ usable }) => usable)
      .sort((a, b) => a.id - b.id || a.index - b.index)
      .map((server) => ({
        server,
        offset: hashedWord(server.id, 0) % size,
        skip: (hashedWord(server.id, 1) % (size - 1)) + 1,
        next: 0,
        paid: 0,
      }));
  }
}
