import type { FileSource } from '../../scenario/file-source.ts';
import { InputError } from '../../scenario/input-error.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import type { Job } from '../job.ts';
import { RecordedFiles } from '../recorded-files.ts';
import { type ExperimentFrame, replicationJob } from '../replication-job.ts';
import { type Axis, axisOf, mergedAxes, type VariantChoice, variantsOf } from './axis.ts';
import { checkMetric } from './judged-metrics.ts';

/** How the beginning of each run is cut away. */
export type WarmupRule =
  /** As long as the scenario says. */
  | { readonly kind: 'scenario' }
  /** As long as MSER-5 finds in pilot runs. */
  | { readonly kind: 'find' }
  | { readonly kind: 'set'; readonly ms: number };

/** How many replications of each variant there are. */
export interface ReplicationRule {
  /** At least, and exactly without `until`. */
  readonly count: number;
  /** Until each interval is at most this share of the baseline's mean to either side; `null` = no such wish. */
  readonly until: number | null;
  /** At most, whatever `until` wants. */
  readonly most: number;
}

/** All that decides what a comparison comes to: plain data, so that another machine can go on with it. */
export interface ComparisonDesign extends ExperimentFrame {
  readonly axes: readonly Axis[];
  readonly replications: ReplicationRule;
  readonly warmup: WarmupRule;
  /** Names such as `p99(shoppers)`; `null` = those that a reader wants first. */
  readonly metrics: readonly string[] | null;
  readonly confidence: number;
}

/** What the command line asks for. */
export interface ComparisonWishes extends Omit<ComparisonDesign, 'files' | 'axes' | 'seed' | 'warmup'> {
  /** `--vary` */
  readonly vary: readonly Axis[];
  /** `null` = the scenario's if it says one, else it is looked for. */
  readonly warmup: WarmupRule | null;
}

/**
 * Loads and checks every variant before the first run.
 *
 * @throws {InputError} if a variant is no right scenario; what a value of an axis did wrong is said of `--vary`
 */
export function designComparison(source: FileSource, wishes: ComparisonWishes): ComparisonDesign {
  const { path, overrides, replications, metrics, confidence } = wishes;
  const files = new RecordedFiles(source);
  const { scenario, vary } = loadScenario(files, path, overrides);
  const axes = mergedAxes(
    Object.entries(vary).map(([axis, values]) => axisOf(axis, values)),
    wishes.vary,
  );
  const warmup = wishes.warmup ?? (scenario.warmupMs > 0 ? { kind: 'scenario' } : { kind: 'find' });
  for (const variant of variantsOf(axes)) {
    const checked = loadVariant(files, path, overrides, variant);
    if (warmup.kind === 'set' && warmup.ms >= checked.durationMs) refuseWarmup(warmup.ms, checked.durationMs);
    for (const metric of metrics ?? []) checkMetric(metric, checked);
  }
  return { files: files.texts, path, overrides, axes, seed: scenario.seed, replications, warmup, metrics, confidence };
}

function refuseWarmup(ms: number, durationMs: number): never {
  const message = `must be shorter than the run of ${durationMs / 1000}s: nothing would be left to sum up`;
  throw new InputError([{ file: `--warmup ${ms / 1000}s`, line: 0, column: 0, message }]);
}

/** The scenario of a variant. */
export function loadVariant(
  files: FileSource,
  path: string,
  overrides: readonly string[],
  variant: VariantChoice,
): Scenario {
  try {
    return loadScenario(files, path, [...overrides, ...variant.overrides]).scenario;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const varied = new Set(variant.overrides.map((words) => `--set ${words}`));
    throw new InputError(
      error.problems.map((problem) => ({
        ...problem,
        file: varied.has(problem.file) ? problem.file.replace('--set', '--vary') : problem.file,
      })),
    );
  }
}

/** The run of one replication (from 1) of a variant. */
export function jobOf(
  design: ComparisonDesign,
  variant: VariantChoice,
  replication: number,
  options: { readonly warmupMs: number | null; readonly course: boolean },
): Job {
  const warmup = options.warmupMs === null ? [] : [`warmup=${options.warmupMs}ms`];
  const { course } = options;
  return replicationJob(design, [...variant.overrides, ...warmup], replication, { promises: [], course });
}
