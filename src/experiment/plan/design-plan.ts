import type { FileSource } from '../../scenario/file-source.ts';
import { InputError } from '../../scenario/input-error.ts';
import { type LoadedScenario, loadScenario } from '../../scenario/load-scenario.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { promiseOverride } from '../job-failure.ts';
import { RecordedFiles } from '../recorded-files.ts';
import type { MixDesign, PlanDesign, Survival } from './design.ts';
import { zonesOf } from './losses.ts';
import { mostMixes, type Shape } from './mixes.ts';
import { parsePromise } from './promise.ts';
import { type Range, readSought, type Sought, valueOverride } from './sought.ts';

/** What the command line asks for. */
export interface PlanWishes
  extends Pick<PlanDesign, 'path' | 'overrides' | 'promises' | 'replications' | 'confidence'> {
  readonly find: string;
  readonly range: Range | null;
  readonly survive: {
    readonly kind: Survival['kind'];
    /** `null` = after a quarter of what is measured. */
    readonly atMs: number | null;
    readonly label: string;
  };
}

/**
 * Checks all that can be checked before the first run.
 *
 * @throws {InputError} if the scenario, what is sought, or a promise is wrong
 */
export function designPlan(source: FileSource, wishes: PlanWishes): PlanDesign | MixDesign {
  const { path, overrides, promises, replications, confidence } = wishes;
  for (const promise of promises) parsePromise(promise);
  const files = new RecordedFiles(source);
  const loaded = loadScenario(files, path, overrides);
  const shapes = wishes.find === 'nodes' ? pricedShapes(loaded) : [];
  checkPromises(files, wishes);
  const common = {
    files: files.texts,
    path,
    overrides,
    promises,
    survive: survivalOf(wishes.survive, loaded.scenario),
    seed: loaded.scenario.seed,
    replications,
    confidence,
  };
  if (shapes.length < 2) {
    const sought = readSought(wishes.find, wishes.range, loaded);
    checkNames(files, wishes, sought, loaded);
    return { ...common, sought };
  }
  const { from, to } = wishes.range ?? mixRange;
  if ((to - from + 1) ** shapes.length > mostMixes) {
    const message = `too many mixes of ${shapes.length} shapes: at most ${mostMixes}; narrow the range`;
    throw new InputError([{ file: `--range ${from}..${to}`, line: 0, column: 0, message }]);
  }
  const sought = { find: wishes.find, noun: 'price of a mix', isPrice: true, extreme: 'least', from, to } as const;
  return { ...common, sought, shapes };
}

/** Of each shape, if nothing else is asked for. */
const mixRange: Range = { from: 0, to: 20 };

/** Those of which there can be any number. */
function pricedShapes({ groups }: LoadedScenario): Shape[] {
  return groups.flatMap(({ name, price, count }) => (price === null || count === null ? [] : [{ name, price }]));
}

/** A machine without a `count` has another name with one: nothing may name it. */
function checkNames(
  files: FileSource,
  { path, overrides }: PlanWishes,
  sought: Sought,
  { groups }: LoadedScenario,
): void {
  const alone = groups.find(({ name, count }) => count === null && sought.path === `cluster.nodes.${name}.count`);
  if (alone === undefined) return;
  try {
    loadScenario(files, path, [...overrides, valueOverride(sought, sought.to)]);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const message = `${alone.name} has no count; with one the machines are ${alone.name}1, ${alone.name}2, …, and the scenario is wrong then`;
    throw new InputError([{ file: `--find ${sought.find}`, line: 0, column: 0, message }, ...error.problems]);
  }
}

/** Whom they speak of: said of `--promise`, not of the `expect` that they become. */
function checkPromises(files: FileSource, { path, overrides, promises }: PlanWishes): void {
  for (const promise of promises) {
    const override = promiseOverride({ promises: [promise] });
    try {
      loadScenario(files, path, [...overrides, ...override]);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const file = `--promise '${promise}'`;
      throw new InputError(error.problems.map(({ message }) => ({ file, line: 0, column: 0, message })));
    }
  }
}

function survivalOf({ kind, atMs, label }: PlanWishes['survive'], scenario: Scenario): Survival {
  if (kind === 'nothing') return { kind };
  const { warmupMs, durationMs, cluster } = scenario;
  const at = atMs ?? warmupMs + (durationMs - warmupMs) / 4;
  if (at >= durationMs)
    throw new InputError([
      {
        file: `--lose-at ${at / 1000}s`,
        line: 0,
        column: 0,
        message: `the run ends at ${durationMs / 1000}s: nothing would be lost`,
      },
    ]);
  if (kind === 'any-node') return { kind, atMs: at };
  if (zonesOf(cluster, label).length === 0)
    throw new InputError([
      {
        file: '--survive any-zone',
        line: 0,
        column: 0,
        message: `no machine has the label ${label} (labels: { ${label}: a }, or --zone-label)`,
      },
    ]);
  return { kind, atMs: at, label };
}
