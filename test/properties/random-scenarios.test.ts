import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RefusedCommandError } from '../../src/simulation/refused-command-error.ts';
import type { RunResult } from '../../src/simulation/run-result.ts';
import type { Scenario } from '../../src/simulation/scenario.ts';
import { Simulation, simulate } from '../../src/simulation/simulation.ts';
import { watchInvariants } from '../../src/swarm/invariants/watch-invariants.ts';
import type { Task } from '../../src/swarm/objects/task.ts';
import { TaskState } from '../../src/swarm/objects/task-state.ts';
import { docker2010, swarmkit } from '../../src/swarm/profile.ts';
import { checkTraffic } from '../../src/traffic/invariants/check-traffic.ts';
import { watchTraffic } from '../../src/traffic/invariants/watch-traffic.ts';
import { randomScenario } from './random-scenario.ts';

const profiles = { 'docker-20.10': docker2010, swarmkit } as const;
/** The check is linear in all requests ever made: once in so many events. */
const eventsPerCheck = 97;

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
  watchTraffic(traffic, loop, eventsPerCheck);
  const watch = loop.afterEvent;
  loop.afterEvent = () => {
    watch?.();
    if (loop.fired % eventsPerCheck === 0) checkBooks(simulation);
  };
  return simulation;
}

/** What is written down while a run goes on agrees with what is. */
function checkBooks({ world }: Simulation): void {
  const { recording, swarms, traffic, machines } = world;
  const tasks = swarms.flatMap(({ control }) => control.listTasks());
  const living = traffic.parts.stations.all.filter(({ state }) => state !== 'gone');
  for (const { live, latest, name } of recording.services.records) {
    if (!swarms.some(({ swarm }) => swarm.store.services.has(latest.id))) continue;
    // Between those that the store knows to be its tasks and all of its name: it may have a namesake that is on its way out.
    const own = new Set(tasks.filter(({ serviceId }) => serviceId === latest.id).map(({ id }) => id));
    expect(live).toBeGreaterThanOrEqual(living.filter(({ description }) => own.has(description.id)).length);
    expect(live).toBeLessThanOrEqual(living.filter(({ description }) => description.service === name).length);
  }
  machines.forEach(({ spec: { name }, up }, node) => {
    const running = living.filter(({ description }) => description.node === node).length;
    expect(recording.processes.on(name)).toBe(running);
    if (!up) expect(running).toBe(0);
    const held = tasks.filter((task) => world.directory.nameOf(task.nodeId) === name && holdsRoom(task));
    const { nanoCpus, memoryBytes } = recording.placement.ofNode(name);
    expect(nanoCpus).toBe(held.reduce((sum, { spec }) => sum + spec.reservations.nanoCpus, 0));
    expect(memoryBytes).toBe(held.reduce((sum, { spec }) => sum + spec.reservations.memoryBytes, 0));
  });
  const waiting = tasks.filter(({ status, desiredState }) => {
    return status.state === TaskState.pending && desiredState <= TaskState.complete;
  });
  expect(recording.pending.pendingNow).toBe(waiting.length);
}

function holdsRoom({ status }: Task): boolean {
  return status.state >= TaskState.assigned && status.state <= TaskState.running;
}

/** Every request that was sent has ended once, or is still under way. */
function checkCounts({ world }: Simulation, { latency }: RunResult): void {
  const { traffic, scenario } = world;
  const ended = latency.reduce((sum, { requests }) => sum + requests, 0);
  expect(traffic.sent).toBe(ended + traffic.inFlight);
  for (const row of latency) expect(row.requests).toBe(row.ok + row.errors);
  if (scenario.drain) expect(traffic.inFlight).toBe(0);
}

describe('any scenario', () => {
  it('keeps all invariants, and runs the same again, however it is advanced', () => {
    fc.assert(
      fc.property(randomScenario, fc.integer({ min: 1, max: 30_000 }), (given, stepMs) => {
        const { scenario, result } = settled(given);
        const simulation = watched(scenario);
        for (let atMs = stepMs; atMs < scenario.durationMs; atMs += stepMs) simulation.advanceTo(atMs);
        simulation.advanceTo(scenario.durationMs);
        checkBooks(simulation);
        expect(simulation.finish()).toEqual(result);
        checkTraffic(simulation.world.traffic, simulation.nowMs);
        checkCounts(simulation, result);
      }),
      { seed: 20_260_201, numRuns: 60 },
    );
  });
});
