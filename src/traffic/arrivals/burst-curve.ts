import { makeSampler, type Sampler } from '../../kernel/distribution.ts';
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { BurstState } from '../spec.ts';
import type { RateCurve } from './rate-curve.ts';

/**
 * A rate that switches between states by chance. Where the times in a state are exponential, a Poisson process of this rate is a
 * Markov-modulated one (MMPP; Fischer and Meier-Hellstern, Performance Evaluation 18, 1993); with other laws a semi-Markov one; one state of
 * rate 0 makes it an on/off source. It begins in the first state, and draws as it goes, from a stream of its own.
 */
export class BurstCurve implements RateCurve {
  readonly #states: readonly BurstState[];
  readonly #stays: readonly Sampler[];
  readonly #stream: RandomStream;
  #state = 0;
  /** The stretch in the present state, and the expected requests before it. */
  #fromMs: number;
  #toMs: number;
  #fromCount = 0;

  constructor(states: readonly BurstState[], fromMs: number, stream: RandomStream) {
    this.#states = states;
    this.#stays = states.map(({ staysMs }) => makeSampler(staysMs));
    this.#stream = stream;
    this.#fromMs = fromMs;
    this.#toMs = fromMs + this.#stays[0]!.sample(stream);
  }

  timeAt(expectedCount: number): number {
    for (;;) {
      const { perMs } = this.#states[this.#state]!;
      const inside = perMs * (this.#toMs - this.#fromMs);
      const wanted = expectedCount - this.#fromCount;
      if (wanted <= inside && perMs > 0) return this.#fromMs + wanted / perMs;
      this.#fromCount += inside;
      this.#state = this.#next();
      this.#fromMs = this.#toMs;
      this.#toMs += this.#stays[this.#state]!.sample(this.#stream);
    }
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
