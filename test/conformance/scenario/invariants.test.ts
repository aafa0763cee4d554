import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { watchInvariants } from '../../../src/swarm/invariants/watch-invariants.ts';
import type { ScenarioFile } from './golden-scenario.ts';
import { runScenario } from './run-scenario.ts';

const golden = (family: string): ScenarioFile =>
  JSON.parse(readFileSync(new URL(`../../golden/swarmkit/${family}.json`, import.meta.url), 'utf8'));

describe('the recorded scenarios', () => {
  it.each(['restarts', 'node-events', 'global-and-jobs', 'rolling-updates'])('of %s break no invariant', (family) => {
    // A node that shrinks is over-committed until the enforcer has been at it.
    const cases = golden(family).cases.filter(({ steps }) => steps.every(({ op }) => op !== 'nodeResources'));
    expect(cases.length).toBeGreaterThan(40);
    for (const one of cases) runScenario(one, 1, (swarm, loop) => watchInvariants(swarm, loop));
  });
});
