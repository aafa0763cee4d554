import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RefusedCommandError } from '../../src/simulation/refused-command-error.ts';
import type { RunResult } from '../../src/simulation/run-result.ts';
import type { Scenario } from '../../src/simulation/scenario.ts';
import { Simulation, simulate } from '../../src/simulation/simulation.ts';
import { watchInvariants } from '../../src/swarm/invariants/watch-invariants.ts';
import { docker2010, swarmkit } from '../../src/swarm/profile.ts';
import { checkTraffic } from '../../src/traffic/invariants/check-traffic.ts';
import { randomScenario } from './random-scenario.ts';

const profiles = { 'docker-20.10': docker2010, swarmkit } as const;
/** The check is linear in all requests ever made: once in so many events. */
const eventsPerTrafficCheck = 37;

/** The scenario, with the commands that are refused expected to be. */
function settled(given: Scenario): { readonly scenario: Scenario; readonly result: RunResult } {
  let scenario = given;
  for (;;) {
    try {
      return { scenario, result: simulate(scenario) };
    } catch (error) {
      if (!(error instanceof RefusedCommandError)) throw error;
      scenario = expecting(scenario, error);
    }
  }
}

function expecting(scenario: Scenario, { where, exitCode }: RefusedCommandError): Scenario {
  return {
    ...scenario,
    timeline: scenario.timeline.map((entry) =>
      entry.where === where && entry.action.kind === 'docker'
        ? { ...entry, action: { ...entry.action, expectExit: exitCode } }
        : entry,
    ),
  };
}

function watched(scenario: Scenario): Simulation {
  const simulation = new Simulation(scenario);
  const { loop, traffic, swarms } = simulation.world;
  for (const { swarm } of swarms) watchInvariants(swarm, loop, profiles[scenario.profile].timings.commitMs);
  const checkSwarm = loop.afterEvent;
  loop.afterEvent = () => {
    checkSwarm?.();
    if (loop.fired % eventsPerTrafficCheck === 0) checkTraffic(traffic, loop.nowMs);
  };
  return simulation;
}

describe('any scenario', () => {
  it('keeps all invariants, and runs the same again, however it is advanced', () => {
    fc.assert(
      fc.property(randomScenario, fc.integer({ min: 1, max: 30_000 }), (given, stepMs) => {
        const { scenario, result } = settled(given);
        const simulation = watched(scenario);
        for (let atMs = stepMs; atMs < scenario.durationMs; atMs += stepMs) simulation.advanceTo(atMs);
        expect(simulation.finish()).toEqual(result);
        const { traffic } = simulation.world;
        checkTraffic(traffic, simulation.nowMs);
      }),
      { seed: Number(process.env.FUZZ_SEED ?? 20_260_201), numRuns: Number(process.env.FUZZ_RUNS ?? 60) },
    );
  });
});
