import { type Asking, type BalancedServer, noServer } from '../../algorithm.ts';
import { loadOf } from '../load.ts';
import { ByLottery } from './by-lottery.ts';

export interface PeakEwmaParameters {
  /** Mean lifetime of a latency in the average, ms. */
  readonly decayMs: number;
}

/** More than any latency: Finagle's Long.MaxValue >> 16 nanoseconds, in ms. */
const penaltyMs = 2 ** 47 / 1e6;

/**
 * Finagle's and Linkerd's peak EWMA (twitter/finagle: loadbalancer/PeakEwma.scala, p2c/P2CPick.scala): of two different servers
 * drawn uniformly, the one with the lower cost = latency × (requests + 1). The latency is an average that decays with time,
 * jumps up to a slower answer at once and comes down slowly. A server that has requests and has never answered is avoided.
 * Weights do not count. The second drawn wins a tie.
 */
export class PeakEwma extends ByLottery {
  readonly #decayMs: number;
  readonly #latencyMs: Float64Array;
  /** When `#latencyMs` was as it says. */
  readonly #atMs: Float64Array;

  constructor(servers: readonly BalancedServer[], { decayMs }: PeakEwmaParameters) {
    super(servers, false);
    this.#decayMs = decayMs;
    this.#latencyMs = new Float64Array(servers.length);
    this.#atMs = new Float64Array(servers.length);
  }

  pick(avoid: number, asking: Asking): number {
    const first = this.lottery.draw(avoid, asking);
    if (first === noServer) return noServer;
    this.lottery.setAside(first);
    const second = this.lottery.drawAgain(asking);
    if (second === noServer) return first;
    return this.#cost(first, asking.nowMs) < this.#cost(second, asking.nowMs) ? first : second;
  }

  answered(index: number, latencyMs: number, _ok: boolean, nowMs: number): void {
    const kept = this.#decay(index, nowMs);
    const averageMs = this.#latencyMs[index]!;
    this.#latencyMs[index] = latencyMs > averageMs ? latencyMs : averageMs * kept + latencyMs * (1 - kept);
    this.#atMs[index] = nowMs;
  }

  #cost(index: number, nowMs: number): number {
    const requests = loadOf(this.servers[index]!);
    const averageMs = this.#latencyMs[index]! * this.#decay(index, nowMs);
    // Looking is an observation of 0, so that a server that is not used is tried again in the end.
    this.#latencyMs[index] = averageMs;
    this.#atMs[index] = nowMs;
    return averageMs === 0 && requests > 0 ? penaltyMs + requests : averageMs * (requests + 1);
  }

  #decay(index: number, nowMs: number): number {
    return Math.exp((this.#atMs[index]! - nowMs) / this.#decayMs);
  }
}
