import type { CaseResult, Family, GoldenFile } from '../family.ts';
import { compareScenario } from '../scenario/compare-scenario.ts';
import type { ScenarioCase, ScenarioFile } from '../scenario/golden-scenario.ts';
import { runScenario } from '../scenario/run-scenario.ts';

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

/** Whole clusters: rolling updates, restarts, node events, global services and jobs. */
export const scenarios: readonly Family[] = ['rolling-updates', 'restarts', 'node-events', 'global-and-jobs'].map(
  (name) => ({
    name,
    accepts: (file: GoldenFile) => file.family === name,
    *run(file: unknown): Iterable<CaseResult> {
      for (const golden of (file as ScenarioFile).cases) yield check(golden);
    },
  }),
);

/** More seeds where one does not decide; the first alone finds most differences. */
function check(golden: ScenarioCase): CaseResult {
  try {
    const outcomes = seeds.map((seed) => runScenario(golden, seed));
    const difference = compareScenario(golden, outcomes);
    return difference === null ? { id: golden.id, passed: true } : { id: golden.id, passed: false, difference };
  } catch (error) {
    return { id: golden.id, passed: false, difference: `fault: ${error instanceof Error ? error.stack : error}` };
  }
}
