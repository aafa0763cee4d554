import { spread } from '../../../src/swarm/scheduler/strategies/spread.ts';
import type { PlacementStrategy } from '../../../src/swarm/scheduler/strategy.ts';
import type { CaseResult, Family } from '../family.ts';
import { comparePlacement } from '../placement/compare-placement.ts';
import type { PlacementCase } from '../placement/placement-case.ts';
import { runPlacement } from '../placement/run-placement.ts';

/** Every one of these runs has to agree with the recording. */
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

/** Family A: where the scheduler puts the tasks of one service. */
export const placement: Family = placementBy(spread);

export function placementBy(strategy: PlacementStrategy): Family {
  return {
    name: 'placement',
    accepts: (file) => file.family === 'placement',
    *run(file) {
      for (const recorded of (file as { cases: readonly PlacementCase[] }).cases) yield runCase(recorded, strategy);
    },
  };
}

function runCase(recorded: PlacementCase, strategy: PlacementStrategy): CaseResult {
  for (const seed of seeds) {
    const difference = comparePlacement(recorded, runPlacement(recorded, strategy, seed));
    if (difference !== null) return { id: recorded.id, passed: false, difference: `seed ${seed}, ${difference}` };
  }
  return { id: recorded.id, passed: true };
}
