import { describe, expect, it } from 'vitest';
import { client, exponential, TrafficWorld } from './testing/traffic-world.ts';

function play(): TrafficWorld {
  const clients = [client(0.5, { target: { kind: 'nodes', port: 80 }, trace: 1, timeoutMs: 40 })];
  const world = new TrafficWorld([1, 1], { clients, durationMs: 3000, warmupMs: 500 }, 3);
  for (const node of [0, 1]) world.task(node, { demandMs: exponential(3) });
  world.traffic.start();
  world.loop.runUntil(1000);
  const phase = world.traffic.beginPhase();
  world.loop.runUntil(2000);
  world.traffic.endPhase(phase);
  world.run(3000);
  return world;
}

describe('the breakdown', () => {
  const world = play();
  const { breakdown } = world.traffic.parts;

  it('has of each dimension what the client has, after the warm-up and by phase', () => {
    for (const [phase, tally] of [
      [null, world.traffic.clientTally('jobs')],
      [0, world.traffic.phaseTally(0, 'jobs')],
    ] as const) {
      const entries = breakdown.entries(phase);
      const all = tally.columns();
      for (const dimension of ['service', 'version', 'node', 'task']) {
        const ofIt = entries.filter((entry) => entry.dimension === dimension);
        const sum = (key: 'requests' | 'ok' | 'error_timeout') => ofIt.reduce((total, entry) => total + entry[key], 0);
        expect([sum('requests'), sum('ok'), sum('error_timeout')]).toEqual([all.requests, all.ok, all.error_timeout]);
      }
      const [service] = entries.filter(({ dimension }) => dimension === 'service');
      expect(service?.name).toBe('web');
      expect(service?.mean_ms).toBeCloseTo(all.mean_ms!, 9);
      expect(service!.p99_ms! / all.p99_ms!).toBeCloseTo(1, 1.5);
      expect(service?.max_ms).toBe(all.max_ms);
    }
  });

  it('has each request at its task, in the order in which tasks came', () => {
    const tasks = breakdown.entries(null).filter(({ dimension }) => dimension === 'task');
    const late = world.traces.filter(({ time_s }) => time_s >= 0.5);
    expect(tasks.map(({ name }) => name)).toEqual(['task1', 'task2']);
    for (const { name, ok, mean_ms } of tasks) {
      const own = late.filter((row) => row.task === name && row.outcome === 'ok');
      expect(ok).toBe(own.length);
      expect(mean_ms).toBeCloseTo(own.reduce((sum, row) => sum + row.latency_ms, 0) / ok, 9);
    }
  });

  it('has each request at the node of its task', () => {
    const late = world.traces.filter(({ time_s }) => time_s >= 0.5);
    for (const node of ['node1', 'node2']) {
      const entry = breakdown.entries(null).find(({ name }) => name === node);
      expect(entry?.requests).toBe(late.filter((row) => row.node === node).length);
    }
  });
});
