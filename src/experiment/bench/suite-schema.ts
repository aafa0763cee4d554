import { z } from 'zod';
import { keysAt } from '../../scenario/known-keys.ts';
import type { Path } from '../../scenario/path.ts';
import { words } from '../../scenario/written/scalars.ts';
import { seed } from '../../scenario/written/scenario-schema.ts';
import { list, map, record } from '../../scenario/written/shapes.ts';
import { bandSchema } from './band.ts';

const bands = record(bandSchema, '{ "p99(shoppers)": 5%, moves: 2 }');

const scenario = map(
  {
    file: words.meta({ description: 'The scenario, seen from the suite' }),
    name: words.optional().meta({ description: 'Default: the file’s name without .yaml' }),
    set: list(words, 'changes such as duration=1m').optional(),
    seed: seed.optional(),
    metrics: list(words, 'metrics such as p99(shoppers)').min(1, 'needs at least one metric').optional(),
    bands: bands.optional(),
  },
  '{ file: ../scenarios/web.yaml }',
);

/** The written form of a suite. docs/how-to/regression.md explains each key. */
export const suiteSchema = z.strictObject({
  bands: bands.optional(),
  scenarios: list(scenario, 'scenarios').min(1, 'a suite needs at least one scenario'),
});

/** The keys that may stand in the map at a path of a suite. */
export function knownSuiteKeys(path: Path): readonly string[] {
  return keysAt(z.toJSONSchema(suiteSchema, { io: 'input' }), path);
}
