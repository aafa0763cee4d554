import { makeSampler, type Sampler } from '../../kernel/distribution.ts';
import type { RandomStream } from '../../kernel/random-stream.ts';
import { DrawBlock } from '../draw-block.ts';
import type { OpenArrivals, RateProfile, SetRate } from '../spec.ts';
import { BurstCurve } from './burst-curve.ts';
import { makeRateCurve } from './make-rate-curve.ts';
import type { RateCurve } from './rate-curve.ts';

/** When a client's requests leave. */
export interface ArrivalProcess {
  /** The next request's time in ms; Infinity = there is none. */
  next(): number;
}

class PoissonArrivals implements ArrivalProcess {
  readonly #curve: RateCurve;
  readonly #gaps: DrawBlock;
  #count = 0;

  constructor(curve: RateCurve, stream: RandomStream) {
    this.#curve = curve;
    this.#gaps = new DrawBlock(stream, 'exponential');
  }

  next(): number {
    this.#count += this.#gaps.next();
    return this.#curve.timeAt(this.#count);
  }
}

class EvenArrivals implements ArrivalProcess {
  readonly #curve: RateCurve;
  #count = 0;

  constructor(curve: RateCurve) {
    this.#curve = curve;
  }

  next(): number {
    return this.#curve.timeAt(++this.#count);
  }
}

class RenewalArrivals implements ArrivalProcess {
  readonly #gap: Sampler;
  readonly #stream: RandomStream;
  #timeMs: number;

  constructor(gap: Sampler, stream: RandomStream, fromMs: number) {
    this.#gap = gap;
    this.#stream = stream;
    this.#timeMs = fromMs;
  }

  next(): number {
    this.#timeMs += this.#gap.sample(this.#stream);
    return this.#timeMs;
  }
}

class RecordedArrivals implements ArrivalProcess {
  readonly #timesMs: readonly number[];
  readonly #fromMs: number;
  #next = 0;

  constructor(timesMs: readonly number[], fromMs: number) {
    this.#timesMs = timesMs;
    this.#fromMs = fromMs;
  }

  next(): number {
    if (this.#next === this.#timesMs.length) return Number.POSITIVE_INFINITY;
    return this.#fromMs + this.#timesMs[this.#next++]!;
  }
}

export interface ArrivalOptions {
  readonly fromMs: number;
  /** Time 0, for daily curves. */
  readonly startUnixMs: number;
  /** A stream of the client for this purpose. */
  stream(purpose: 'arrivals' | 'bursts'): RandomStream;
}

export function makeArrivals(spec: OpenArrivals, { fromMs, startUnixMs, stream }: ArrivalOptions): ArrivalProcess {
  const baseOf = (of: SetRate | null) => makeRateCurve(of ?? { kind: 'constant', perMs: 1 }, fromMs, startUnixMs);
  const curveOf = (rate: RateProfile) =>
    rate.kind === 'bursts'
      ? new BurstCurve(baseOf(rate.of), rate.states, fromMs, stream('bursts'))
      : makeRateCurve(rate, fromMs, startUnixMs);
  switch (spec.kind) {
    case 'poisson':
      return new PoissonArrivals(curveOf(spec.rate), stream('arrivals'));
    case 'constant':
      return new EvenArrivals(curveOf(spec.rate));
    case 'renewal':
      return new RenewalArrivals(makeSampler(spec.gapMs), stream('arrivals'), fromMs);
    case 'trace':
      return new RecordedArrivals(spec.trace.timesMs, fromMs);
  }
}
