import type { ExpectationResult } from '../../simulation/run-result.ts';
import type { Happening } from '../diff/happening.ts';
import type { SummaryValue } from '../summary-values.ts';

/** What a bench keeps of a run. */
export interface BenchRun {
  readonly fingerprint: string;
  /** How many events the fingerprint is over. */
  readonly events: number;
  /** Hash over the scenario's files, the suite's changes to it included: 16 hex digits. */
  readonly inputs: string;
  readonly values: readonly SummaryValue[];
  readonly marks: readonly BenchMark[];
  /** In the order of time. */
  readonly happenings: readonly Happening[];
  readonly failed: readonly ExpectationResult[];
}

export interface BenchMark {
  readonly event: number;
  readonly time_s: number;
  /** 8 hex digits of it: half of it is enough to tell two runs apart, and half the size of a baseline. */
  readonly fingerprint: string;
}
