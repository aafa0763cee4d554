import type { PlanPoint, PlanReport } from '../../report/experiment/plan-report.ts';
import { InputError } from '../../scenario/input-error.ts';
import { type LoadedScenario, loadScenario } from '../../scenario/load-scenario.ts';
import { version } from '../../simulation/version.ts';
import { JobFailure } from '../job-failure.ts';
import { carriedFiles } from '../loaded-scenarios.ts';
import type { Laboratory } from '../run-jobs.ts';
import { bindingAt } from './binding.ts';
import type { PlanDesign } from './design.ts';
import { parsePromise } from './promise.ts';
import { search } from './search.ts';
import { valueOverride } from './sought.ts';
import { Trial, type Tried } from './trial.ts';
import { planWarnings, verdictOf } from './words.ts';

/**
 * Finds the least (or greatest) value that keeps every promise:
 *
 *   value ─▶ trial: replications, losses ─▶ holds? ─▶ search: growing steps, bisection, neighbours ─▶ PlanReport
 *              └ gives up at the first promise that is broken beyond doubt
 *
 * The easiest end of the range is tried first, with one run: a promise that no value can keep is told at once.
 *
 * @throws {InputError} if a promise cannot be read, or the scenario is wrong with every value
 * @throws {JobFailure} if a run fails
 */
export async function plan(design: PlanDesign, laboratory: Laboratory): Promise<PlanReport> {
  const { sought } = design;
  const values = new Values(design, laboratory);
  const easiest = sought.extreme === 'least' ? sought.to : sought.from;
  const hopeless = await values.isHopeless(easiest);
  const found = hopeless
    ? { answer: null, neighbour: null, surprises: [] }
    : await search(sought, (value) => values.holds(value));
  const blocked = found.answer === null ? easiest : found.neighbour;
  const binding = blocked === null ? null : values.bindingAt(blocked);
  const { scenario } = values.load(found.answer ?? easiest);
  return {
    scenario: scenario.name,
    description: scenario.description,
    version,
    seed: design.seed,
    confidence: design.confidence,
    sought: { find: sought.find, noun: sought.noun, extreme: sought.extreme, from: sought.from, to: sought.to },
    promises: design.promises,
    survive: design.survive.kind,
    answer: found.answer,
    verdict: verdictOf(design, found.answer, found.neighbour === null),
    binding,
    points: values.points,
    mix: null,
    warnings: planWarnings(design, values.points, found, values.untried, scenario),
  };
}

/** Values that were tried: each once. */
class Values {
  readonly #design: PlanDesign;
  readonly #trial: Trial;
  readonly #hopeTrial: Trial;
  readonly #tried = new Map<number, Tried>();
  /** With which the scenario is wrong, and what it says. */
  readonly #wrong = new Map<number, Error>();

  constructor(design: PlanDesign, laboratory: Laboratory) {
    const promises = design.promises.map(parsePromise);
    this.#design = design;
    this.#trial = new Trial(design, promises, laboratory);
    const once = { ...design, survive: { kind: 'nothing' }, replications: { count: 1, most: 1 } } as const;
    this.#hopeTrial = new Trial(once, promises, laboratory);
  }

  /** Ascending. */
  get points(): PlanPoint[] {
    return [...this.#tried]
      .sort(([a], [b]) => a - b)
      .map(([value, { holds, promises }]) => ({
        value,
        holds,
        promises: promises.map(({ judgement: _, ...promise }) => promise),
      }));
  }

  get untried(): ReadonlyMap<number, Error> {
    return this.#wrong;
  }

  /** Whether one run shows that not even this value keeps the promises. A value with which the scenario is wrong is an error. */
  async isHopeless(value: number): Promise<boolean> {
    const { scenario } = this.load(value);
    const tried = await this.#hopeTrial.run([valueOverride(this.#design.sought, value)], scenario);
    const hopeless = tried.promises.some(({ judgement }) => judgement === 'broken');
    if (hopeless) this.#tried.set(value, tried);
    return hopeless;
  }

  async holds(value: number): Promise<boolean> {
    const known = this.#tried.get(value);
    if (known !== undefined) return known.holds;
    try {
      const { scenario } = this.load(value);
      const tried = await this.#trial.run([valueOverride(this.#design.sought, value)], scenario);
      this.#tried.set(value, tried);
      return tried.holds;
    } catch (error) {
      if (!isOfTheInput(error)) throw error;
      this.#wrong.set(value, error);
      return false;
    }
  }

  bindingAt(value: number) {
    const tried = this.#tried.get(value);
    if (tried === undefined) return null;
    const { scenario, groups } = this.load(value);
    return bindingAt(value, tried, scenario, groups);
  }

  load(value: number): LoadedScenario {
    const { files, path, overrides, sought } = this.#design;
    return loadScenario(carriedFiles(files), path, [...overrides, valueOverride(sought, value)]);
  }
}

/** The scenario is wrong with a value, or the swarm refuses what it asks for then. */
function isOfTheInput(error: unknown): error is Error {
  return error instanceof InputError || (error instanceof JobFailure && error.kind === 'input');
}
