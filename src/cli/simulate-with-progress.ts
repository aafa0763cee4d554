import type { RunResult } from '../simulation/run-result.ts';
import type { Scenario } from '../simulation/scenario.ts';
import { Simulation, type SimulationOptions } from '../simulation/simulation.ts';
import type { Progress } from './progress.ts';

/** Often enough for the eye, rare enough to cost nothing. */
const steps = 200;

/** Runs a scenario to its end. */
export function simulateWithProgress(scenario: Scenario, options: SimulationOptions, progress: Progress): RunResult {
  const simulation = new Simulation(scenario, options);
  try {
    for (let step = 1; step <= steps; step += 1) {
      simulation.advanceTo((scenario.durationMs * step) / steps);
      progress.update(step / steps);
    }
    return simulation.finish();
  } finally {
    progress.stop();
  }
}
