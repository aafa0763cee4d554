import { diskFiles } from '../../src/scenario/disk-files.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { RunResult } from '../../src/simulation/run-result.ts';
import { simulate } from '../../src/simulation/simulation.ts';

/** Runs a scenario of the repository, from whatever folder. */
export function runFile(name: string, overrides: readonly string[] = []): RunResult {
  const path = new URL(`../../scenarios/${name}`, import.meta.url).pathname;
  return simulate(loadScenario(diskFiles, path, overrides).scenario);
}

/** Runs a scenario given as text. */
export function runText(text: string, overrides: readonly string[] = []): RunResult {
  return simulate(loadScenario({ read: () => text }, 'scenario.yaml', overrides).scenario);
}
