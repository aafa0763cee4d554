// What a placement costs, in CPU µs a task, from the indexes and beside a scan of all nodes (which SwarmKit does) where that is
// not too slow: by `spread` on clusters of several sizes, without and with constraints and preferences; then by every strategy.
import { RandomStreams } from '../../src/kernel/random-streams.ts';
import type { TaskSpec } from '../../src/swarm/objects/service.ts';
import type { Task } from '../../src/swarm/objects/task.ts';
import { Scheduler } from '../../src/swarm/scheduler/scheduler.ts';
import type { IndexedStrategy } from '../../src/swarm/scheduler/strategies/indexed-strategy.ts';
import { placementStrategies } from '../../src/swarm/scheduler/strategies/registry.ts';
import { spread } from '../../src/swarm/scheduler/strategies/spread.ts';
import type { PlacementStrategy } from '../../src/swarm/scheduler/strategy.ts';
import { makeNode } from '../../src/swarm/scheduler/testing/make-node.ts';
import { makeTask, makeTaskSpec } from '../../src/swarm/scheduler/testing/make-task.ts';
import { type BenchOptions, cpuNs, type Figure, median, pairedRatio } from './frame.ts';

interface Load {
  readonly what: string;
  readonly nodes: number;
  readonly services: number;
  /** Placed as one group. */
  readonly tasksEach: number;
  readonly spec: TaskSpec;
}

const plain = makeTaskSpec();
const reserving = makeTaskSpec({ reservations: { nanoCpus: 1e8, memoryBytes: 64 * 2 ** 20 } });
const constrained = makeTaskSpec({ placement: { constraints: ['node.labels.zone == z1'] } });
const zones = makeTaskSpec({ placement: { preferences: [{ spread: 'node.labels.zone' }] } });
const reservingInZones = makeTaskSpec({ reservations: reserving.reservations, placement: zones.placement });

const loads: Load[] = [
  { what: 'one-task services', nodes: 1000, services: 1000, tasksEach: 1, spec: plain },
  { what: 'one-task services', nodes: 1000, services: 10_000, tasksEach: 1, spec: plain },
  { what: 'one-task services, reservations', nodes: 1000, services: 10_000, tasksEach: 1, spec: reserving },
  { what: 'one-task services, constraint', nodes: 1000, services: 3000, tasksEach: 1, spec: constrained },
  { what: 'one-task services', nodes: 10_000, services: 10_000, tasksEach: 1, spec: plain },
  { what: 'one-task services, constraint', nodes: 10_000, services: 10_000, tasksEach: 1, spec: constrained },
  { what: 'one-task services, spread over zones', nodes: 10_000, services: 10_000, tasksEach: 1, spec: zones },
  { what: '100-task services', nodes: 1000, services: 300, tasksEach: 100, spec: plain },
  { what: '1,000-task services', nodes: 10_000, services: 300, tasksEach: 1000, spec: plain },
  { what: 'one-task services, spread over zones', nodes: 1000, services: 3000, tasksEach: 1, spec: zones },
  { what: '100-task services, spread over zones', nodes: 1000, services: 300, tasksEach: 100, spec: zones },
];
const rounds = 3;
/** Nodes times services. */
const slowestScan = 3_000_000;

/** The large one first: until code is compiled a task costs several times as much. */
const strategyLoads: Load[] = [
  { what: 'one-task services', nodes: 10_000, services: 10_000, tasksEach: 1, spec: reserving },
  { what: 'one-task services', nodes: 1000, services: 3000, tasksEach: 1, spec: reserving },
  { what: '100-task services', nodes: 1000, services: 100, tasksEach: 100, spec: reserving },
  { what: 'one-task services, spread over zones', nodes: 1000, services: 1000, tasksEach: 1, spec: reservingInZones },
];

export function bench(_options: BenchOptions): Figure[] {
  return [...bySpread(), ...strategyLoads.flatMap((load) => placementStrategies.map((each) => byStrategy(load, each)))];
}

function bySpread(): Figure[] {
  return loads.map((load) => figureOf(load, spread, ''));
}

function byStrategy(load: Load, strategy: IndexedStrategy): Figure {
  return figureOf(load, strategy, `: ${strategy.name}`);
}

function figureOf(load: Load, strategy: IndexedStrategy, by: string): Figure {
  const { what, nodes, services, tasksEach } = load;
  const indexed: number[] = [];
  const scanned: number[] = [];
  for (let round = 0; round < rounds; round++) {
    indexed.push(usPerTask(load, strategy));
    if (nodes * services <= slowestScan) scanned.push(usPerTask(load, strategy.byScan));
  }
  const [nodesWord, tasksWord] = [nodes, services * tasksEach].map((n) => n.toLocaleString('en'));
  return {
    what: `${tasksWord} on ${nodesWord} nodes: ${what}${by}`,
    value: median(indexed),
    unit: 'µs/task',
    ratio: pairedRatio(indexed, scanned),
    to: 'a scan',
  };
}

function usPerTask({ nodes, services, tasksEach, spec }: Load, strategy: PlacementStrategy): number {
  const random = new RandomStreams(1).stream('bench/placement');
  const scheduler = new Scheduler({ strategy, random, nowMs: () => 0 });
  for (let i = 0; i < nodes; i++) {
    scheduler.upsertNode(makeNode(`n${i}`, { labels: { zone: `z${i % 4}` }, nanoCpus: 64e9, memoryBytes: 2 ** 40 }));
  }
  const groups: Task[][] = Array.from({ length: services }, (_, service) =>
    Array.from({ length: tasksEach }, (_, i) => makeTask({ id: `t${service}.${i}`, serviceId: `s${service}`, spec })),
  );
  let placed = 0;
  const ns = cpuNs(() => {
    for (const group of groups) placed += scheduler.scheduleGroup(group).assignments.length;
  });
  if (placed !== services * tasksEach) throw new Error(`${placed} of ${services * tasksEach} tasks placed`);
  return ns / 1000 / placed;
}
