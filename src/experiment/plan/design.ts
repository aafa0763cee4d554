import type { Question } from '../../report/experiment/plan-report.ts';
import type { ExperimentFrame } from '../replication-job.ts';
import type { Shape } from './mixes.ts';
import type { Sought } from './sought.ts';

/** All that decides what a plan comes to, whatever it looks for: plain data. */
export interface PlanFrame extends ExperimentFrame {
  readonly sought: Question;
  /** As `expect` writes them. */
  readonly promises: readonly string[];
  readonly survive: Survival;
  readonly replications: { readonly count: number; readonly most: number };
  /** One-sided, of each promise. */
  readonly confidence: number;
}

/** One number of the scenario is sought. */
export interface PlanDesign extends PlanFrame {
  readonly sought: Sought;
}

/** The cheapest mix of machines is sought. */
export interface MixDesign extends PlanFrame {
  readonly shapes: readonly Shape[];
}

/** Which losses a promise must be kept through. */
export type Survival =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'any-node'; readonly atMs: number }
  /** All machines that share a value of the label are lost at once. */
  | { readonly kind: 'any-zone'; readonly atMs: number; readonly label: string };
