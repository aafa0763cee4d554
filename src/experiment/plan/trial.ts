import type { Expectation } from '../../simulation/expectation.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import type { Job } from '../job.ts';
import type { JobResult } from '../job-result.ts';
import { replicationSeed, seedOverride } from '../replication-seed.ts';
import { type Laboratory, runJobs } from '../run-jobs.ts';
import type { PlanDesign } from './design.ts';
import { type Loss, lossesOf, nothingLost } from './losses.ts';
import { type JudgedPromise, judge } from './promise.ts';

/** What came of one value. */
export interface Tried {
  readonly holds: boolean;
  /** Each promise at the loss at which it was worst, of those that were tried. */
  readonly promises: readonly JudgedPromise[];
  /** A run that shows where it was tight: of the loss that broke a promise, else without a loss. */
  readonly witness: JobResult;
  /** Runs that it took. */
  readonly runs: number;
}

/**
 * Tries values. What can be known from one run is: a value is given up at the first loss, and after the first replication, that
 * breaks a promise beyond doubt; where chance leaves it open, replications are doubled until it does not, or there are
 * `replications.most`: then the promise counts as not kept.
 */
export class Trial {
  readonly #design: PlanDesign;
  readonly #promises: readonly Expectation[];
  readonly #laboratory: Laboratory;

  constructor(design: PlanDesign, promises: readonly Expectation[], laboratory: Laboratory) {
    this.#design = design;
    this.#promises = promises;
    this.#laboratory = laboratory;
  }

  /**
   * @param overrides that write the value
   * @param scenario with the value written
   */
  async run(overrides: readonly string[], scenario: Scenario): Promise<Tried> {
    const whole = await this.#underLoss(overrides, nothingLost);
    let tried = whole;
    for (const loss of whole.holds ? lossesOf(this.#design.survive, scenario, whole.witness) : []) {
      const next = await this.#underLoss(overrides, loss);
      tried = {
        holds: next.holds,
        promises: tried.promises.map((promise, index) => worse(promise, next.promises[index] ?? promise)),
        witness: next.holds ? tried.witness : next.witness,
        runs: tried.runs + next.runs,
      };
      if (!next.holds) break;
    }
    return tried;
  }

  async #underLoss(overrides: readonly string[], loss: Loss): Promise<Tried> {
    const { count, most } = this.#design.replications;
    const results: JobResult[] = [];
    let promises: JudgedPromise[] = [];
    for (const target of targets(count, most)) {
      const jobs = [];
      for (let replication = results.length + 1; replication <= target; replication++)
        jobs.push(this.#job([...overrides, ...loss.overrides], replication));
      this.#laboratory.progress.planned(jobs.length);
      results.push(...(await runJobs(jobs, this.#laboratory)));
      promises = this.#promises.map((promise, index) =>
        judge(
          promise,
          results.map((result) => result.promises[index]?.value ?? null),
          this.#design.confidence,
          loss.name,
        ),
      );
      if (promises.some(({ judgement }) => judgement === 'broken')) break;
      if (target >= Math.min(count, most) && promises.every(({ judgement }) => judgement === 'kept')) break;
    }
    const [witness] = results;
    if (witness === undefined) throw new Error('a trial without a run');
    return { holds: promises.every(({ holds }) => holds), promises, witness, runs: results.length };
  }

  #job(overrides: readonly string[], replication: number): Job {
    const { files, path, seed, promises } = this.#design;
    return {
      files,
      path,
      overrides: [...this.#design.overrides, ...overrides, seedOverride(replicationSeed(seed, replication))],
      promises,
      course: false,
    };
  }
}

/** Replications after which is looked: the first one, as many as are asked for, then twice as many each time. */
function* targets(count: number, most: number): Generator<number> {
  yield 1;
  for (let target = Math.min(count, most); ; target = Math.min(2 * target, most)) {
    if (target > 1) yield target;
    if (target >= most) return;
  }
}

/** Of one promise at two losses: the broken one, else the one nearer to its limit. */
function worse(a: JudgedPromise, b: JudgedPromise): JudgedPromise {
  if (a.holds !== b.holds) return a.holds ? b : a;
  if (a.bound === null || b.bound === null || typeof a.limit === 'string') return b.bound === null ? b : a;
  return Math.abs(b.bound - a.limit) < Math.abs(a.bound - a.limit) ? b : a;
}
