import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTraffic } from '../invariants/check-traffic.ts';
import { client, constant, exponential, TrafficWorld } from '../testing/traffic-world.ts';

function world(perMs: number, memoryBytes = Number.POSITIVE_INFINITY, seed = 1): TrafficWorld {
  const node = { name: 'node1', address: '10.0.0.1', cpus: 100, speed: 1, memoryBytes };
  const clients = [client(perMs, { timeoutMs: 500 })];
  const made = new TrafficWorld([100], { nodes: [node], clients, durationMs: 2000 }, seed);
  made.loop.afterEvent = () => checkTraffic(made.traffic, made.loop.nowMs);
  return made;
}

const roomy = { demandMs: constant(10), concurrency: 100 };

describe('memory', () => {
  it('of a task beyond its limit: it is killed, with what it holds', () => {
    const made = world(0.5);
    const memory = { baseBytes: 100, perRequestBytes: 10, leakBytes: 0 };
    made.task(0, { ...roomy, memory }, { limitMemoryBytes: 125 });
    made.traffic.start();
    made.run(2000);
    expect(made.oomKilled).toEqual(['task1']);
    expect(made.traffic.clientTally('jobs').errors).toBeGreaterThan(0);
  });

  it('that leaks: the task lives for so many requests', () => {
    const made = world(0.5);
    made.task(0, { ...roomy, memory: { baseBytes: 0, perRequestBytes: 0, leakBytes: 1 } }, { limitMemoryBytes: 100 });
    made.traffic.start();
    made.run(2000);
    expect(made.traffic.clientTally('jobs').ok).toBe(101);
  });

  it('that fits is not looked at twice', () => {
    const made = world(0.5);
    made.task(0, { ...roomy, memory: { baseBytes: 100, perRequestBytes: 1, leakBytes: 0 } }, { limitMemoryBytes: 250 });
    made.traffic.start();
    made.run(2000);
    expect(made.oomKilled).toEqual([]);
  });

  it('of a node that has none left: the task that uses the most is killed', () => {
    const made = world(0, 100);
    for (const baseBytes of [30, 40, 29, 5])
      made.task(0, { ...roomy, memory: { baseBytes, perRequestBytes: 0, leakBytes: 0 } });
    made.loop.runUntil(1);
    expect(made.oomKilled).toEqual(['task2']);
    expect(made.traffic.parts.stations.memory.usedOn(0)).toBe(64);
  });

  it('adds up whatever happens', () => {
    const task = fc.record({
      base: fc.nat(50),
      per: fc.nat(10),
      leak: fc.nat(2),
      limit: fc.integer({ min: 20, max: 300 }),
    });
    const property = fc.property(fc.array(task, { minLength: 1, maxLength: 6 }), fc.nat(1000), (tasks, seed) => {
      const made = world(0.8, 250, seed);
      for (const { base, per, leak, limit } of tasks) {
        const memory = { baseBytes: base, perRequestBytes: per, leakBytes: leak };
        made.task(0, { demandMs: exponential(20), concurrency: 3, backlog: 5, memory }, { limitMemoryBytes: limit });
      }
      made.traffic.start();
      made.run(300);
    });
    fc.assert(property, { seed: 3, numRuns: 60 });
  });
});
