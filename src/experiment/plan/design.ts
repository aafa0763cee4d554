import type { ExperimentFrame } from '../replication-job.ts';
import type { Shape } from './mixes.ts';
import type { Sought } from './sought.ts';

/** All that decides what a plan comes to: plain data. */
export interface PlanDesign extends ExperimentFrame {
  readonly sought: Sought;
  /** As `expect` writes them. */
  readonly promises: readonly string[];
  readonly survive: Survival;
  readonly replications: { readonly count: number; readonly most: number };
  /** One-sided, of each promise. */
  readonly confidence: number;
}

/** The cheapest mix of machines is sought; `sought.from` and `to` are how many of each shape there may be. */
export interface MixDesign extends PlanDesign {
  readonly shapes: readonly Shape[];
}

/** Which losses a promise must be kept through. */
export type Survival =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'any-node'; readonly atMs: number }
  /** All machines that share a value of the label are lost at once. */
  | { readonly kind: 'any-zone'; readonly atMs: number; readonly label: string };
