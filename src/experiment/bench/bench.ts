import type { FileSource } from '../../scenario/file-source.ts';
import { InputError, type Problem } from '../../scenario/input-error.ts';
import { RefusedCommandError } from '../../simulation/refused-command-error.ts';
import type { ExpectationResult } from '../../simulation/run-result.ts';
import { version } from '../../simulation/version.ts';
import type { Baseline, BaselineRun } from './baseline.ts';
import { baselineOf } from './baseline.ts';
import type { BenchRun } from './bench-run.ts';
import { checkPatterns } from './check-patterns.ts';
import { type BenchParting, findParting } from './find-parting.ts';
import { type JudgedValue, judge } from './judge.ts';
import { type LoadedScenario, load, runScenario } from './run-scenario.ts';
import type { Suite } from './suite.ts';

/** What a suite came to: plain data, before it becomes words. */
export interface BenchReport {
  readonly suite: string;
  /** Release that wrote the baseline; `null` = there was none. */
  readonly baselineVersion: string | null;
  readonly version: string;
  readonly verdicts: readonly Verdict[];
  /** Scenarios of the baseline that the suite does not have. */
  readonly gone: readonly string[];
}

/**
 * same: every number that is judged; within: all that moved stays in its band; moved: something left it; new: nothing to compare
 * with; refused: the swarm refuses a command that it is not meant to refuse.
 */
export type Outcome = 'same' | 'within' | 'moved' | 'new' | 'refused';

export interface Verdict {
  readonly name: string;
  readonly outcome: Outcome;
  readonly passes: boolean;
  readonly moved: readonly JudgedValue[];
  /** Whether the run is the baseline's, event by event. */
  readonly sameEvents: boolean;
  /** `null` = it passes, they do not part, or the baseline's history is not there. */
  readonly parting: BenchParting | null;
  /** Whether the scenario itself, or what the suite sets in it, is another one than the baseline's. */
  readonly otherInputs: boolean;
  readonly failed: readonly ExpectationResult[];
  /** Why it was refused. */
  readonly reason: string;
}

export interface BenchResult {
  readonly report: BenchReport;
  /** What `--update` writes. */
  readonly update: Baseline;
}

/**
 * Runs the scenarios of a suite, and compares each with its baseline.
 *
 * @param only names of those to run; `null` = all
 * @param baseline `null` = there is none
 * @throws {InputError} with all that is wrong with suite or scenarios, before the first one runs; at the end with names that no metric has
 */
export async function bench(
  suite: Suite,
  files: FileSource,
  { only, baseline, done }: BenchOptions,
): Promise<BenchResult> {
  const loaded = await loadAll(
    files,
    suite.scenarios.filter(({ name }) => only === null || only.includes(name)),
  );
  const runs = new Map<string, BenchRun>();
  const verdicts: Verdict[] = [];
  for (const each of loaded) {
    verdicts.push(verdictOn(each, baseline, runs));
    done(verdicts.length / loaded.length);
  }
  checkPatterns(suite, runs);
  const gone = [...(baseline?.scenarios.keys() ?? [])].filter(
    (name) => !suite.scenarios.some((scenario) => scenario.name === name),
  );
  return {
    report: { suite: suite.file, baselineVersion: baseline?.version ?? null, version, verdicts, gone },
    update: updated(suite, baseline, runs),
  };
}

export interface BenchOptions {
  readonly only: readonly string[] | null;
  readonly baseline: Baseline | null;
  /** Told the share of the work that is done. */
  readonly done: (share: number) => void;
}

async function loadAll(files: FileSource, scenarios: Suite['scenarios']): Promise<LoadedScenario[]> {
  const problems: Problem[] = [];
  const loaded: LoadedScenario[] = [];
  for (const scenario of scenarios) {
    try {
      loaded.push(await load(files, scenario));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return loaded;
}

const plain = { moved: [], sameEvents: false, parting: null, otherInputs: false, failed: [], reason: '' };

function verdictOn(loaded: LoadedScenario, baseline: Baseline | null, runs: Map<string, BenchRun>): Verdict {
  const { name } = loaded.of;
  let run: BenchRun;
  try {
    run = runScenario(loaded);
  } catch (error) {
    if (!(error instanceof RefusedCommandError)) throw error;
    return { ...plain, name, outcome: 'refused', passes: false, reason: error.message };
  }
  runs.set(name, run);
  const before = baseline?.scenarios.get(name);
  if (before === undefined) return { ...plain, name, outcome: 'new', passes: false, failed: run.failed };
  return compared(loaded, before, run);
}

function compared(loaded: LoadedScenario, before: BaselineRun, run: BenchRun): Verdict {
  const { moved, sameEvents, holds } = judge(loaded.of, before, run);
  const passes = holds && run.failed.length === 0;
  const { history } = before;
  return {
    name: loaded.of.name,
    outcome: !holds ? 'moved' : moved.length > 0 ? 'within' : 'same',
    passes,
    moved,
    sameEvents,
    parting: passes || sameEvents || history === null ? null : findParting(loaded, history, run),
    otherInputs: before.inputs !== run.inputs,
    failed: run.failed,
    reason: '',
  };
}

/** In the order of the suite; of scenarios that did not run, what was there. */
function updated(suite: Suite, baseline: Baseline | null, runs: ReadonlyMap<string, BenchRun>): Baseline {
  const scenarios = suite.scenarios.flatMap(({ name }): [string, BaselineRun][] => {
    const run = runs.get(name);
    const before = baseline?.scenarios.get(name);
    if (run !== undefined) return [[name, baselineOf(run)]];
    return before === undefined ? [] : [[name, before]];
  });
  return { version, scenarios: new Map(scenarios) };
}
