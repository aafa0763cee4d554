import type { Scenario } from '../simulation/scenario.ts';
import type { PlacementStrategy } from '../simulation/vocabulary.ts';
import type { FileSource } from './file-source.ts';

/**
 * The user's own strategy, if the scenario's `placement` is a file; for `new Simulation(scenario, { strategies })`.
 *
 * @throws {InputError} if the file is no strategy
 */
export async function strategiesOf(_scenario: Scenario, _files: FileSource): Promise<readonly PlacementStrategy[]> {
  return [];
}
