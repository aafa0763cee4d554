import type { Expectation } from '../../simulation/expectation.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import type { JobResult } from '../job-result.ts';
import { replicationJob } from '../replication-job.ts';
import { type Laboratory, runJobs } from '../run-jobs.ts';
import type { PlanFrame, Survival } from './design.ts';
import { type Loss, lossesOf, nothingLost } from './losses.ts';
import { type JudgedPromise, judge, missesByFar, parsePromise } from './promise.ts';
import { witnessOf } from './witness.ts';

/** What came of one value. */
export interface Tried {
  readonly holds: boolean;
  /** It was given up for a single run that missed a limit by far: see {@link missesByFar}. */
  readonly hasty: boolean;
  /** Each promise at the loss at which it was worst, of those that were tried. */
  readonly promises: readonly JudgedPromise[];
  /** A run that shows where it was tight: the worst of the loss that broke a promise, else one without a loss. */
  readonly witness: JobResult;
}

/** How much is worth knowing of a value. */
export interface Effort {
  readonly replications: PlanFrame['replications'];
  readonly survive: Survival;
  /** Whether a single run that misses a limit by far is enough to give the value up. */
  readonly haste: boolean;
}

/** One run, nothing lost: enough for what no value can keep. */
export const hopeEffort: Effort = { replications: { count: 1, most: 1 }, survive: { kind: 'nothing' }, haste: true };

/**
 * Tries values. What can be known from one run is: a value is given up at the first loss, and after the first replication, that
 * breaks a promise beyond doubt; where chance leaves it open, replications are doubled until it does not, or there are
 * `replications.most`: then the promise counts as not kept.
 *
 * Each look at the replications may err with its share of what the confidence leaves, so that all looks together err no more often.
 */
export class Trial {
  readonly #design: PlanFrame;
  readonly #effort: Effort;
  readonly #promises: readonly Expectation[];
  readonly #laboratory: Laboratory;

  constructor(design: PlanFrame, effort: Effort, laboratory: Laboratory) {
    this.#design = design;
    this.#effort = effort;
    this.#promises = design.promises.map(parsePromise);
    this.#laboratory = laboratory;
  }

  /**
   * @param overrides that write the value
   * @param scenario with the value written
   */
  async run(overrides: readonly string[], scenario: Scenario): Promise<Tried> {
    const whole = await this.#underLoss(overrides, nothingLost);
    let tried = whole;
    for (const loss of whole.holds ? lossesOf(this.#effort.survive, scenario, whole.witness) : []) {
      const next = await this.#underLoss(overrides, loss);
      tried = {
        holds: next.holds,
        hasty: next.hasty,
        promises: tried.promises.map((promise, index) => worse(promise, next.promises[index])),
        witness: next.holds ? tried.witness : next.witness,
      };
      if (!next.holds) break;
    }
    return tried;
  }

  async #underLoss(overrides: readonly string[], loss: Loss): Promise<Tried> {
    const { count, most } = this.#effort.replications;
    const results: JobResult[] = [];
    let promises: JudgedPromise[] = [];
    let hasty = false;
    for (const target of targets(count, most)) {
      results.push(...(await this.#replications([...overrides, ...loss.overrides], results.length + 1, target)));
      promises = this.#judge(results, loss);
      if (promises.some(isBroken)) break;
      if (target === 1 && this.#effort.haste) promises = this.#withFarMisses(promises, results[0]);
      hasty = promises.some(isBroken);
      if (hasty) break;
      if (target >= Math.min(count, most) && promises.every(({ judgement }) => judgement === 'kept')) break;
    }
    const witness = witnessOf(results, this.#promises, promises);
    const holds = promises.every((promise) => promise.holds);
    // Of a value that is given up, what the others come to is left open.
    const told = promises.some(isBroken) ? promises.map(leftOpen) : promises;
    return { holds, hasty, promises: told, witness };
  }

  async #replications(overrides: readonly string[], from: number, to: number): Promise<JobResult[]> {
    const jobs = Array.from({ length: to - from + 1 }, (_, index) =>
      replicationJob(this.#design, overrides, from + index, { promises: this.#design.promises, course: false }),
    );
    this.#laboratory.progress.planned(jobs.length);
    return runJobs(jobs, this.#laboratory);
  }

  #judge(results: readonly JobResult[], loss: Loss): JudgedPromise[] {
    const { count, most } = this.#effort.replications;
    const confidence = confidenceOfLook(this.#design.confidence, count, most);
    return this.#promises.map((promise, index) => {
      const seen = results.map((result) => result.promises[index]?.value ?? null);
      return judge(promise, seen, confidence, loss.name);
    });
  }

  #withFarMisses(promises: readonly JudgedPromise[], first: JobResult | undefined): JudgedPromise[] {
    return promises.map((judged, index) => {
      const promise = this.#promises[index];
      if (promise === undefined || first === undefined) return judged;
      const requests = first.observations[promise.subject ?? ''] ?? null;
      const isFar = missesByFar(promise, first.promises[index]?.value ?? null, requests);
      return isFar ? { ...judged, judgement: 'broken' } : judged;
    });
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

/** Bonferroni over the looks at which a promise can be found kept: those of {@link targets} but the first run alone. */
export function confidenceOfLook(confidence: number, count: number, most: number): number {
  const looks = [...targets(count, most)].filter((target) => target >= Math.min(count, most)).length;
  return 1 - (1 - confidence) / looks;
}

function isBroken({ judgement }: JudgedPromise): boolean {
  return judgement === 'broken';
}

function leftOpen(promise: JudgedPromise): JudgedPromise {
  return promise.judgement === 'undecided' ? { ...promise, judgement: 'open' } : promise;
}

const rank = { open: 0, kept: 1, undecided: 2, broken: 3 } as const;

/** Of one promise at two losses: what is worse, else the one nearer to its limit, else the first. */
function worse(a: JudgedPromise, b: JudgedPromise | undefined): JudgedPromise {
  if (b === undefined) return a;
  if (a.judgement !== b.judgement) return rank[a.judgement] > rank[b.judgement] ? a : b;
  if (a.bound === null || b.bound === null || typeof a.limit === 'string') return a;
  return Math.abs(b.bound - a.limit) < Math.abs(a.bound - a.limit) ? b : a;
}
