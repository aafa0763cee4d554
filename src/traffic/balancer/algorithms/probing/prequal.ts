import type { Asking, BalancedServer, Prober } from '../../algorithm.ts';
import { noServer } from '../../algorithm.ts';
import { ByLottery } from '../choices/by-lottery.ts';
import { type ProbeAnswer, ProbePool } from './probe-pool.ts';
import { RecentQuantile } from './recent-quantile.ts';

export interface PrequalParameters {
  /** Probes that a request sets off, on average. */
  readonly probesPerRequest: number;
  /** Answers that a request removes from the pool besides, on average. */
  readonly removalsPerRequest: number;
  readonly poolSize: number;
  /** Older answers are not gone by. */
  readonly maxAgeMs: number;
  /** Servers with more in flight than this share of recent answers says are hot. */
  readonly hotQuantile: number;
  /** δ: how much faster answers come than they are used up. */
  readonly reuseDelta: number;
}

/** With fewer answers than these nothing is compared. */
const leastAnswers = 2;

/** Recent answers from which the quantile of requests in flight is estimated; the paper says only "recent". */
const recentAnswers = 100;

/** Counts what is due at a rate per request that need not be whole. */
class Due {
  readonly #perRequest: number;
  #owed = 0;

  constructor(perRequest: number) {
    this.#perRequest = perRequest;
  }

  next(): number {
    this.#owed += this.#perRequest;
    const whole = Math.floor(this.#owed);
    this.#owed -= whole;
    return whole;
  }
}

/**
 * Prequal (B. Wydrowski et al., Load is not what you should balance: Introducing Prequal, NSDI 2024), in asynchronous mode: each
 * request sets off probes of random servers, whose answers (requests in flight, latency) wait in a pool for later requests. A
 * request goes to the quickest server that is not hot, else to the one with the least in flight; with fewer than two answers to
 * a random one. Each answer serves max(1, (1+δ) / ((1 − m/n)·probes − removals)) requests, rounded at random; as many as come if
 * probes cannot keep up (m/n near 1: few servers). Weights do not count.
 */
export class Prequal extends ByLottery {
  readonly #parameters: PrequalParameters;
  readonly #prober: Prober;
  readonly #pool: ProbePool;
  readonly #hotAbove: RecentQuantile;
  readonly #probesDue: Due;
  readonly #removalsDue: Due;
  readonly #uses: number;
  #removesOldest = true;
  #avoid = noServer;
  readonly #mayTake = (server: number) => server !== this.#avoid && !this.servers[server]!.saturated;

  constructor(servers: readonly BalancedServer[], parameters: PrequalParameters, prober: Prober) {
    super(servers, false);
    const { poolSize, hotQuantile, probesPerRequest, removalsPerRequest, reuseDelta } = parameters;
    this.#parameters = parameters;
    this.#prober = prober;
    this.#pool = new ProbePool(poolSize);
    this.#hotAbove = new RecentQuantile(hotQuantile, recentAnswers);
    this.#probesDue = new Due(probesPerRequest);
    this.#removalsDue = new Due(removalsPerRequest);
    const gainPerRequest = (1 - poolSize / servers.length) * probesPerRequest - removalsPerRequest;
    this.#uses = gainPerRequest > 0 ? Math.max(1, (1 + reuseDelta) / gainPerRequest) : Number.POSITIVE_INFINITY;
  }

  pick(avoid: number, asking: Asking): number {
    this.#pool.expire(asking.nowMs - this.#parameters.maxAgeMs);
    const hotAbove = this.#hotAbove.value();
    const picked = this.#choose(avoid, hotAbove, asking);
    for (let due = this.#removalsDue.next(); due > 0; due--) this.#remove(hotAbove);
    this.#probe(asking);
    return picked;
  }

  override serverDown(index: number): void {
    super.serverDown(index);
    this.#pool.forget(index);
  }

  probed(index: number, inFlight: number, latencyMs: number, nowMs: number): void {
    if (!this.servers[index]!.usable) return;
    this.#hotAbove.push(inFlight);
    this.#pool.add(index, inFlight, latencyMs, nowMs);
  }

  #choose(avoid: number, hotAbove: number, asking: Asking): number {
    this.#avoid = avoid;
    const best = this.#pool.size < leastAnswers ? null : this.#pool.best(hotAbove, this.#mayTake);
    if (best === null) return this.lottery.draw(avoid, asking);
    best.inFlight++;
    best.uses++;
    if (this.#isUsedUp(best, asking)) this.#pool.forget(best.server);
    return best.server;
  }

  #isUsedUp({ uses }: ProbeAnswer, asking: Asking): boolean {
    const left = this.#uses - uses;
    return left <= 0 || (left < 1 && asking.draw() >= left);
  }

  #remove(hotAbove: number): void {
    if (this.#pool.size === 0) return;
    if (this.#removesOldest) this.#pool.removeOldest();
    else this.#pool.removeWorst(hotAbove);
    this.#removesOldest = !this.#removesOldest;
  }

  /** Different servers, uniformly. */
  #probe(asking: Asking): void {
    let target = noServer;
    for (let due = this.#probesDue.next(); due > 0; due--) {
      target = target === noServer ? this.lottery.draw(noServer, asking) : this.lottery.drawAgain(asking);
      if (target === noServer) return;
      this.#prober.probe(target, asking.nowMs);
      this.lottery.setAside(target);
    }
  }
}
