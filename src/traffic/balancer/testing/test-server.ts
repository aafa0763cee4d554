import { hashedUniform } from '../../hash.ts';
import type { Asking, BalancedServer, LoadBalancingAlgorithm } from '../algorithm.ts';

/** A server whose state a test sets. */
export class TestServer implements BalancedServer {
  readonly index: number;
  readonly id: number;
  readonly initialWeight: number;
  readonly backup = false;
  served = 0;
  queued = 0;
  usable = true;
  saturated = false;

  constructor(index: number, weight = 1) {
    this.index = index;
    this.id = index + 1;
    this.initialWeight = weight;
  }

  get full(): boolean {
    return this.saturated;
  }

  get effectiveWeight(): number {
    return 16 * this.initialWeight;
  }
}

/** Servers with these weights. */
export function testServers(...weights: number[]): TestServer[] {
  return weights.map((weight, index) => new TestServer(index, weight));
}

/** Requests one after the other, with draws of their own. */
export class TestAsking implements Asking {
  key = -1;
  nowMs = 0;
  #draws = 0;
  readonly #seed: number;

  constructor(seed = 1) {
    this.#seed = seed;
  }

  draw(): number {
    return hashedUniform(this.#seed, this.#draws++);
  }
}

/** So many picks in a row, without a load from any. */
export function picks(algorithm: LoadBalancingAlgorithm, count: number, asking: Asking, avoid = -1): number[] {
  return Array.from({ length: count }, () => algorithm.pick(avoid, asking));
}

/** How often each of so many servers was picked. */
export function tally(picked: readonly number[], servers: number): number[] {
  const counts = Array.from({ length: servers }, () => 0);
  for (const index of picked) counts[index]!++;
  return counts;
}
