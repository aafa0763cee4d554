import type { Binding, PlanPoint } from '../../report/experiment/plan-report.ts';
import { InputError } from '../../scenario/input-error.ts';
import { type LoadedScenario, loadScenario } from '../../scenario/load-scenario.ts';
import { JobFailure } from '../job-failure.ts';
import { carriedFiles } from '../loaded-scenarios.ts';
import type { Laboratory } from '../run-jobs.ts';
import { bindingAt } from './binding.ts';
import type { PlanDesign } from './design.ts';
import { hasNoValue } from './promise.ts';
import type { Outcome } from './search.ts';
import { valueOverride } from './sought.ts';
import { hopeEffort, Trial, type Tried } from './trial.ts';

/** Values that were tried: each once. */
export class Values {
  readonly #design: PlanDesign;
  readonly #laboratory: Laboratory;
  readonly #tried = new Map<number, Tried>();
  /** With which the scenario is wrong, and what it says. */
  readonly #wrong = new Map<number, Error>();

  constructor(design: PlanDesign, laboratory: Laboratory) {
    this.#design = design;
    this.#laboratory = laboratory;
  }

  /** Ascending. Promises of which a value was not asked to the end are left out. */
  get points(): PlanPoint[] {
    return [...this.#tried]
      .sort(([a], [b]) => a - b)
      .map(([value, { holds, promises }]) => ({
        value,
        holds,
        promises: promises
          .filter(({ judgement }) => judgement !== 'open')
          .map(({ judgement: _, ...promise }) => promise),
      }));
  }

  get untried(): ReadonlyMap<number, Error> {
    return this.#wrong;
  }

  /** Whether one run shows that not even this value keeps the promises. A value with which the scenario is wrong is an error. */
  async isHopeless(value: number): Promise<boolean> {
    const { scenario } = this.load(value);
    const trial = new Trial(this.#design, hopeEffort, this.#laboratory);
    const tried = await trial.run(this.#overrides(value), scenario);
    if (!tried.promises.some(({ judgement }) => judgement === 'broken')) return false;
    // Then the other end of the range is to say.
    if (this.#isOver(value, tried)) return false;
    this.#tried.set(value, tried);
    return true;
  }

  async outcome(value: number): Promise<Outcome> {
    if (!this.#tried.has(value) && !this.#wrong.has(value)) await this.#try(value, true);
    return this.#outcomeOf(value);
  }

  /** Tries a value again, with all replications, if it was given up in haste. @returns whether it holds after all */
  async reconsider(value: number): Promise<boolean> {
    if (this.#tried.get(value)?.hasty === true) await this.#try(value, false);
    return this.#outcomeOf(value) === 'holds';
  }

  bindingAt(value: number): Binding | null {
    const tried = this.#tried.get(value);
    return tried === undefined ? null : bindingAt(value, tried, this.load(value));
  }

  load(value: number): LoadedScenario {
    const { files, path, overrides } = this.#design;
    return loadScenario(carriedFiles(files), path, [...overrides, ...this.#overrides(value)]);
  }

  async #try(value: number, haste: boolean): Promise<void> {
    const { replications, survive } = this.#design;
    try {
      const { scenario } = this.load(value);
      const trial = new Trial(this.#design, { replications, survive, haste }, this.#laboratory);
      this.#tried.set(value, await trial.run(this.#overrides(value), scenario));
    } catch (error) {
      if (!isOfTheInput(error)) throw error;
      this.#wrong.set(value, error);
    }
  }

  #outcomeOf(value: number): Outcome {
    const tried = this.#tried.get(value);
    if (tried === undefined) return 'short';
    if (tried.holds) return 'holds';
    return this.#isOver(value, tried) ? 'over' : 'short';
  }

  /** One more replica does not help where they do not fit, nor fewer requests where there are too few. */
  #isOver(value: number, { witness, promises }: Tried): boolean {
    const { service, extreme } = this.#design.sought;
    const missed = promises.filter(({ holds, judgement }) => !holds && judgement !== 'open');
    if (extreme === 'greatest') return missed.every(hasNoValue);
    if (service === null || witness.pressure.pendingReasons.length === 0) return false;
    return (witness.values[`running(${service})`] ?? value) < value;
  }

  #overrides(value: number): string[] {
    return [valueOverride(this.#design.sought, value)];
  }
}

/** The scenario is wrong with a value, or the swarm refuses what it asks for then. */
function isOfTheInput(error: unknown): error is Error {
  return error instanceof InputError || (error instanceof JobFailure && error.kind === 'input');
}
