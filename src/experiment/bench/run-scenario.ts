import { createHash } from 'node:crypto';
import type { FileSource } from '../../scenario/file-source.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { strategiesOf } from '../../scenario/strategies-of.ts';
import type { RunResult } from '../../simulation/run-result.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { type SimulationOptions, simulate } from '../../simulation/simulation.ts';
import { happeningsOf } from '../diff/happening.ts';
import { RecordedFiles } from '../recorded-files.ts';
import { type SummaryValue, summaryValues } from '../summary-values.ts';
import type { BenchRun } from './bench-run.ts';
import type { SuiteScenario } from './suite.ts';

/** A scenario of a suite, read and checked. */
export interface LoadedScenario {
  readonly of: SuiteScenario;
  readonly scenario: Scenario;
  readonly options: SimulationOptions;
  readonly inputs: string;
}

/** @throws {InputError} if it is wrong */
export async function load(files: FileSource, of: SuiteScenario): Promise<LoadedScenario> {
  const recorded = new RecordedFiles(files);
  const { scenario } = loadScenario(recorded, of.path, of.overrides);
  const strategies = await strategiesOf(scenario, recorded);
  return { of, scenario, options: { strategies }, inputs: hashOf(recorded.texts, of.overrides) };
}

/** @throws {RefusedCommandError} if the swarm refuses what the scenario asks for */
export function runScenario({ scenario, options, inputs }: LoadedScenario): BenchRun {
  return benchRun(simulate(scenario, options), inputs);
}

function benchRun(result: RunResult, inputs: string): BenchRun {
  const { summary, fingerprints } = result;
  return {
    fingerprint: summary.fingerprint,
    events: fingerprints.at(-1)?.event ?? 0,
    inputs,
    values: summaryValues(summary).map(rounded),
    marks: fingerprints.map(({ event, time_s, fingerprint }) => ({
      event,
      time_s,
      fingerprint: fingerprint.slice(0, 8),
    })),
    // Requests are too many to keep, traced or not.
    happenings: happeningsOf({ ...result, requests: [] }),
    failed: summary.expectations.filter(({ holds }) => !holds),
  };
}

/** As in summary.json. */
const decimals = 6;

function rounded({ name, value }: SummaryValue): SummaryValue {
  return { name, value: typeof value === 'number' ? Number(value.toFixed(decimals)) : value };
}

/** Texts in the order of their paths; where they lie does not matter. */
function hashOf(texts: Readonly<Record<string, string>>, overrides: readonly string[]): string {
  const whole = JSON.stringify([Object.values(texts), overrides]);
  return createHash('sha256').update(whole).digest('hex').slice(0, 16);
}
