import { dirname, isAbsolute, relative } from 'node:path';
import { isOwnStrategy } from '../../scenario/own-strategy/is-own-strategy.ts';

export const placementFlag = {
  type: 'string',
  requiresArg: true,
  describe: 'Placement strategy, by name or as a file such as ./mine.mjs',
} as const;

/**
 * What `--placement` changes in a scenario. A file is meant from the working folder; the scenario names it from its own.
 *
 * @param scenario path of the scenario, from the working folder
 */
export function placementOverrides(placement: string | undefined, scenario: string): string[] {
  if (placement === undefined) return [];
  return [`placement=${JSON.stringify(isOwnStrategy(placement) ? besideScenario(placement, scenario) : placement)}`];
}

function besideScenario(file: string, scenario: string): string {
  if (isAbsolute(file)) return file;
  const path = relative(dirname(scenario), file);
  return path.startsWith('../') ? path : `./${path}`;
}
