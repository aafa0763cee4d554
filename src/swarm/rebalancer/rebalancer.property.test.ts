import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { watchInvariants } from '../invariants/watch-invariants.ts';
import { defaultPlacement, defaultUpdateConfig } from '../objects/defaults.ts';
import { TaskState } from '../objects/task-state.ts';
import { docker2010, swarmkit } from '../profile.ts';
import { placementStrategies, strategyNamed } from '../scheduler/strategies/registry.ts';
import { serviceSpec } from '../testing/service-spec.ts';
import { TestSwarm } from '../testing/test-swarm.ts';

const nodeIds = ['n1', 'n2', 'n3', 'n4'] as const;
const names = ['web', 'db'] as const;

const action = fc.oneof(
  fc.record({
    kind: fc.constant('availability' as const),
    node: fc.constantFrom(...nodeIds),
    to: fc.constantFrom('active' as const, 'pause' as const, 'drain' as const),
  }),
  fc.record({ kind: fc.constant('crash' as const), node: fc.constantFrom(...nodeIds) }),
  fc.record({
    kind: fc.constant('scale' as const),
    service: fc.constantFrom(...names),
    replicas: fc.integer({ min: 0, max: 4 }),
  }),
);

const scenario = fc.record({
  seed: fc.integer({ min: 1, max: 1_000 }),
  profile: fc.constantFrom(docker2010, swarmkit),
  order: fc.constantFrom('stop-first' as const, 'start-first' as const),
  delayMs: fc.constantFrom(0, 1_000),
  reserves: fc.boolean(),
  zones: fc.boolean(),
  actions: fc.array(fc.tuple(fc.integer({ min: 0, max: 30_000 }), action), { maxLength: 12 }),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer S> ? S : never;

/** Ups and downs of four nodes, of which the services may use three; in the end all are well and time has passed. */
function play({ seed, profile, order, delayMs, reserves, zones, actions }: Scenario, strategy: string): TestSwarm {
  const times = { prepareMs: 40, startMs: 200, stopMs: 300 };
  const test = new TestSwarm(4, { seed, profile, times, strategy: strategyNamed(strategy), rebalance: 'on-join' });
  watchInvariants(test.swarm, test.loop, profile.timings.commitMs);
  const preferences = zones ? [{ spread: 'node.labels.zone' }] : [];
  const task = {
    reservations: { nanoCpus: reserves ? 1e9 : 0, memoryBytes: 0, generic: [] },
    placement: { ...defaultPlacement, constraints: ['node.hostname!=n4'], preferences },
  };
  const update = { ...defaultUpdateConfig, order, delayMs };
  for (const name of names) test.create(serviceSpec(name, { mode: { kind: 'replicated', replicas: 4 }, update, task }));
  const crashed = new Set<string>();
  for (const [waitMs, step] of actions) {
    test.loop.runUntil(test.loop.nowMs + waitMs);
    if (step.kind === 'availability') test.setAvailability(step.node, step.to);
    else if (step.kind === 'scale') {
      test.update(step.service, (spec) => ({ ...spec, mode: { kind: 'replicated', replicas: step.replicas } }));
    } else if (crashed.delete(step.node)) test.swarm.restore(step.node);
    else {
      crashed.add(step.node);
      test.swarm.crash(step.node);
    }
  }
  for (const id of crashed) test.swarm.restore(id);
  // Longer than the scheduler holds failures against a node.
  test.loop.runUntil(test.loop.nowMs + 400_000);
  // The last occasion, whatever was given up before.
  for (const to of ['pause', 'active'] as const) {
    for (const id of nodeIds) test.setAvailability(id, to);
    test.loop.runUntil(test.loop.nowMs + 10_000);
  }
  test.loop.runUntil(test.loop.nowMs + 200_000);
  return test;
}

function replicasOf(test: TestSwarm, name: string): number {
  const { mode } = test.swarm.control.findService(name).spec;
  return mode.kind === 'replicated' ? mode.replicas : 0;
}

describe('the rebalancer, whatever happens to the nodes', () => {
  it('leaves each service spread over the nodes that it may use', () => {
    // Nodes only: as in SwarmKit, a scale can leave a pending task of an old version that gets no node any more.
    const steady = scenario.map((given) => ({
      ...given,
      actions: given.actions.filter(([, { kind }]) => kind !== 'scale'),
    }));
    fc.assert(
      fc.property(steady, (given) => {
        const test = play(given, 'spread');
        for (const name of names) {
          const running = test.running(name);
          const perNode = ['n1', 'n2', 'n3'].map((id) => running.filter(({ nodeId }) => nodeId === id).length);
          expect(running).toHaveLength(replicasOf(test, name));
          expect(Math.max(...perNode) - Math.min(...perNode)).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 20_261_123, numRuns: 80 },
    );
  });

  it.each(placementStrategies.map(({ name }) => name))('comes to rest, with one task a slot (%s)', (strategy) => {
    fc.assert(
      fc.property(scenario, (given) => {
        const test = play(given, strategy);
        const { size } = test.swarm.store.tasks;
        test.loop.runUntil(test.loop.nowMs + 100_000);
        expect(test.swarm.store.tasks.size).toBe(size);
        for (const name of names) {
          const { id } = test.swarm.control.findService(name);
          const wanted = test.swarm.store.tasks
            .ofService(id)
            .filter(({ desiredState }) => desiredState <= TaskState.running);
          expect(wanted).toHaveLength(replicasOf(test, name));
          expect(new Set(wanted.map(({ slot }) => slot)).size).toBe(wanted.length);
        }
      }),
      { seed: 20_261_124, numRuns: 15 },
    );
  });
});
