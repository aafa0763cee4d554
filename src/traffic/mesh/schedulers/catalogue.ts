import { DestinationHash } from './destination-hash.ts';
import { FailOver } from './fail-over.ts';
import { LeastConnection } from './least-connection.ts';
import { MaglevHash } from './maglev-hash.ts';
import { NeverQueue } from './never-queue.ts';
import { Overflow } from './overflow.ts';
import { RoundRobin } from './round-robin.ts';
import type { IpvsScheduler } from './scheduler.ts';
import { ShortestExpectedDelay } from './shortest-expected-delay.ts';
import { SourceHash } from './source-hash.ts';
import { WeightedLeastConnection } from './weighted-least-connection.ts';
import { WeightedRoundRobin } from './weighted-round-robin.ts';

interface SchedulerKind {
  make(): IpvsScheduler;
  /** It looks at the numbers of connections: they are counted for it. */
  readonly counts: boolean;
}

/** IPVS's schedulers by their names there. Docker always uses `rr`. */
export const schedulers = {
  rr: { make: () => new RoundRobin(), counts: false },
  wrr: { make: () => new WeightedRoundRobin(), counts: false },
  lc: { make: () => new LeastConnection(), counts: true },
  wlc: { make: () => new WeightedLeastConnection(), counts: true },
  sed: { make: () => new ShortestExpectedDelay(), counts: true },
  nq: { make: () => new NeverQueue(), counts: true },
  sh: { make: () => new SourceHash(), counts: false },
  dh: { make: () => new DestinationHash(), counts: false },
  mh: { make: () => new MaglevHash(), counts: false },
  fo: { make: () => new FailOver(), counts: false },
  ovf: { make: () => new Overflow(), counts: true },
} as const satisfies Record<string, SchedulerKind>;

export type SchedulerName = keyof typeof schedulers;

export const schedulerNames = Object.keys(schedulers) as [SchedulerName, ...SchedulerName[]];
