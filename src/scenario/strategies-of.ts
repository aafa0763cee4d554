import type { Scenario } from '../simulation/scenario.ts';
import type { PlacementStrategy } from '../simulation/vocabulary.ts';
import type { FileSource } from './file-source.ts';
import { isOwnStrategy } from './own-strategy/is-own-strategy.ts';
import { loadOwnStrategy } from './own-strategy/load-own-strategy.ts';

/**
 * The user's own strategy, if the scenario's `placement` is a file; for `new Simulation(scenario, { strategies })`. Load it
 * anew for each run.
 *
 * @throws {InputError} if the file is no strategy
 */
export async function strategiesOf(
  { placement }: Pick<Scenario, 'placement'>,
  files: FileSource,
): Promise<readonly PlacementStrategy[]> {
  return isOwnStrategy(placement) ? [await loadOwnStrategy(files.read(placement), placement)] : [];
}
