import type { RandomStream } from '../random-stream.ts';

/** A law from which values are drawn. Values have the unit of its parameters; the variance has that unit squared. */
export interface Sampler {
  /** Infinity where the law has none. */
  readonly mean: number;
  /** Infinity where the law has none. */
  readonly variance: number;
  sample(stream: RandomStream): number;
}
