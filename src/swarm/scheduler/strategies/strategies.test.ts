import { describe, expect, it } from 'vitest';
import { Cluster, type Counts, outcomes } from '../testing/cluster.ts';
import type { NodeTraits } from '../testing/make-node.ts';
import { makeTaskSpec } from '../testing/make-task.ts';
import { placementStrategies } from './registry.ts';

const gib = 2 ** 30;
const big: NodeTraits = { nanoCpus: 8e9, memoryBytes: 16 * gib };
const task = makeTaskSpec({ reservations: { nanoCpus: 2e9, memoryBytes: gib } });
const ssd = { constraints: ['node.labels.disk == ssd'] };
const zones = { preferences: [{ spread: 'node.labels.zone' }] };

/** What holds for every strategy, whatever it thinks of the nodes. `placed` = tasks by node; chance has no part in it. */
interface Case {
  readonly what: string;
  readonly build: (cluster: Cluster) => Cluster;
  readonly tasks: number;
  readonly spec?: ReturnType<typeof makeTaskSpec>;
  readonly placed: Counts;
  /** Of those left. */
  readonly why?: string;
}

const cases: Case[] = [
  {
    what: 'fills what one node has, and leaves the rest',
    build: (c) => c.node('a', big),
    tasks: 6,
    spec: task,
    placed: { a: 4 },
    why: 'insufficient resources on 1 node',
  },
  {
    what: 'fills all nodes where there are as many tasks as room',
    build: (c) => c.node('a', big).node('b', { nanoCpus: 2e9, memoryBytes: 2 * gib }),
    tasks: 5,
    spec: task,
    placed: { a: 4, b: 1 },
  },
  {
    what: 'minds the memory where CPUs are left',
    build: (c) => c.node('a', { nanoCpus: 64e9, memoryBytes: 2 * gib }),
    tasks: 3,
    spec: task,
    placed: { a: 2 },
    why: 'insufficient resources on 1 node',
  },
  {
    what: 'minds what is reserved already',
    build: (c) => c.node('a', { ...big, reserved: { nanoCpus: 7e9 } }).node('b', big),
    tasks: 5,
    spec: task,
    placed: { b: 4 },
    why: 'insufficient resources on 2 nodes',
  },
  {
    what: 'places tasks that reserve nothing on nodes that have nothing',
    build: (c) => c.node('a'),
    tasks: 20,
    placed: { a: 20 },
  },
  {
    what: 'passes over nodes that are down, drained or paused',
    build: (c) =>
      c
        .node('a', { ...big, state: 'down' })
        .node('b', { ...big, availability: 'drain' })
        .node('c', { ...big, availability: 'pause' })
        .node('d', big),
    tasks: 5,
    spec: task,
    placed: { d: 4 },
    why: '3 nodes not available for new tasks; insufficient resources on 1 node',
  },
  {
    what: 'passes over nodes that a constraint rules out',
    build: (c) => c.node('a', big).node('b', { ...big, labels: { disk: 'ssd' } }),
    tasks: 3,
    spec: makeTaskSpec({ placement: ssd }),
    placed: { b: 3 },
  },
  {
    what: 'places nothing where no node matches, and says so',
    build: (c) => c.node('a', big).node('b', big),
    tasks: 2,
    spec: makeTaskSpec({ placement: ssd }),
    placed: {},
    why: 'scheduling constraints not satisfied on 2 nodes',
  },
  {
    what: 'gives no node more than the most replicas',
    build: (c) => c.node('a', { ...big, svc: 1 }).node('b', big),
    tasks: 9,
    spec: makeTaskSpec({ placement: { maxReplicas: 2 } }),
    placed: { a: 1, b: 2 },
    why: 'max replicas per node limit exceed',
  },
  {
    what: 'evens out the values of a preferred label first',
    build: (c) =>
      c
        .node('a', { ...big, labels: { zone: 'a' } })
        .node('b', { nanoCpus: 64e9, memoryBytes: 64 * gib, labels: { zone: 'b' } }),
    tasks: 6,
    spec: makeTaskSpec({ reservations: task.reservations, placement: zones }),
    placed: { a: 3, b: 3 },
  },
  {
    what: 'gives others what a value of a preferred label has no room for',
    build: (c) =>
      c
        .node('a', { nanoCpus: 2e9, memoryBytes: gib, labels: { zone: 'a' } })
        .node('b', { ...big, labels: { zone: 'b' } }),
    tasks: 6,
    spec: makeTaskSpec({ reservations: task.reservations, placement: zones }),
    placed: { a: 1, b: 4 },
    why: 'insufficient resources on 2 nodes',
  },
  {
    what: 'takes a node where the service failed five times only if no other has room',
    build: (c) => c.node('a', { ...big, failures: 5 }).node('b', { ...big, reserved: { nanoCpus: 4e9 } }),
    tasks: 2,
    spec: task,
    placed: { b: 2 },
  },
  {
    what: 'takes a node where the service failed five times if no other has room',
    build: (c) => c.node('a', { ...big, failures: 5 }),
    tasks: 2,
    spec: task,
    placed: { a: 2 },
  },
];

describe.each(placementStrategies.map((strategy) => ({ name: strategy.name, strategy })))('$name', ({ strategy }) => {
  it.each(cases)('$what', ({ build, tasks, spec, placed }) => {
    expect(outcomes(strategy, (cluster) => build(cluster).place(tasks, spec))).toEqual([placed]);
  });

  it('is the same under the same seed', () => {
    const run = () => {
      const cluster = new Cluster(strategy, 7);
      for (let i = 0; i < 12; i++) cluster.node(`n${i}`, big);
      return Array.from({ length: 10 }, () => cluster.place(3, task));
    };
    expect(run()).toEqual(run());
  });
});

const explaining = cases.filter(({ why }) => why !== undefined);

// SwarmKit's own counts only the nodes that were refused since the last one that passed.
describe.each(
  placementStrategies.filter(({ name }) => name !== 'spread').map((strategy) => ({ name: strategy.name, strategy })),
)('$name', ({ strategy }) => {
  it.each(explaining)('says why tasks are left: $why', ({ build, tasks, spec, placed, why }) => {
    const left = build(new Cluster(strategy, 1)).try(tasks, spec);
    const taken = Object.values(placed).reduce((sum, count) => sum + count, 0);
    expect({ pending: left.pending, why: left.why }).toEqual({ pending: tasks - taken, why });
  });
});
