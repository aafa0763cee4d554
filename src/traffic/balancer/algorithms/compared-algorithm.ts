import type { LeastRequestParameters } from './choices/least-request.ts';
import type { PeakEwmaParameters } from './choices/peak-ewma.ts';
import type { PowerOfDParameters } from './choices/power-of-d.ts';
import type { BoundedLoadParameters } from './hashing/bounded-load.ts';
import type { MaglevParameters } from './hashing/maglev.ts';
import type { RingHashParameters } from './hashing/ring-hash.ts';
import type { PrequalParameters } from './probing/prequal.ts';

/** The algorithms that HAProxy does not have, and what each goes by. */
export interface ComparedParameters {
  'uniform-random': NoParameters;
  'power-of-d': PowerOfDParameters;
  'least-request': LeastRequestParameters;
  'peak-ewma': PeakEwmaParameters;
  'join-shortest-queue': NoParameters;
  'join-idle-queue': NoParameters;
  'smooth-round-robin': NoParameters;
  'ring-hash': RingHashParameters;
  'bounded-load': BoundedLoadParameters;
  maglev: MaglevParameters;
  prequal: PrequalParameters;
}

type NoParameters = Readonly<Record<never, never>>;

export type ComparedKind = keyof ComparedParameters;

/** One of them, with its parameters. */
export type ComparedAlgorithm = { [K in ComparedKind]: { readonly kind: K } & ComparedParameters[K] }[ComparedKind];
