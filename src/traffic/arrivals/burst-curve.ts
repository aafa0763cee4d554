import { makeSampler, type Sampler } from '../../kernel/distribution.ts';
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { BurstState } from '../spec.ts';
import type { RateCurve } from './rate-curve.ts';

/**
 * A rate that states multiply, between which it switches by chance. Where the times in a state are exponential, a Poisson process of this rate is a
 * Markov-modulated one (MMPP; Fischer and Meier-Hellstern, Performance Evaluation 18, 1993); with other laws a semi-Markov one; one state of
 * rate 0 makes it an on/off source. It begins in the first state, and draws as it goes, from a stream of its own.
 */
export class BurstCurve implements RateCurve {
  readonly #base: RateCurve;
  readonly #states: readonly BurstState[];
  readonly #stays: readonly Sampler[];
  readonly #stream: RandomStream;
  #state = 0;
  /** The stretch in the present state, the base's counts at its ends, and the expected requests before it. */
  #fromMs: number;
  #toMs: number;
  #fromBase = 0;
  #toBase: number;
  #fromCount = 0;

  constructor(base: RateCurve, states: readonly BurstState[], fromMs: number, stream: RandomStream) {
    this.#base = base;
    this.#states = states;
    this.#stays = states.map(({ staysMs }) => makeSampler(staysMs));
    this.#stream = stream;
    this.#fromMs = fromMs;
    this.#toMs = fromMs + this.#stays[0]!.sample(stream);
    this.#toBase = base.countAt(this.#toMs);
  }

  timeAt(expectedCount: number): number {
    for (;;) {
      const { level } = this.#states[this.#state]!;
      const inside = level * (this.#toBase - this.#fromBase);
      const wanted = expectedCount - this.#fromCount;
      if (wanted <= inside && level > 0) {
        const timeMs = this.#base.timeAt(this.#fromBase + wanted / level);
        // Both ways through the base round on their own.
        return Math.min(this.#toMs, Math.max(this.#fromMs, timeMs));
      }
      if (this.#toMs >= this.endsMs) return Number.POSITIVE_INFINITY;
      this.#fromCount += inside;
      this.#state = this.#next();
      this.#fromMs = this.#toMs;
      this.#fromBase = this.#toBase;
      this.#toMs += this.#stays[this.#state]!.sample(this.#stream);
      this.#toBase = this.#base.countAt(this.#toMs);
    }
  }

  get endsMs(): number {
    return this.#base.endsMs;
  }

  countAt(): number {
    throw new Error('bursts are the rate of nothing else: what comes is not known beforehand');
  }

  #next(): number {
    const { next } = this.#states[this.#state]!;
    if (next === null) return (this.#state + 1) % this.#states.length;
    let left = this.#stream.uniform() * next.reduce((sum, weight) => sum + weight, 0);
    const drawn = next.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    return drawn >= 0 ? drawn : next.findLastIndex((weight) => weight > 0);
  }
}
