import { describe, expect, it } from 'vitest';
import type { BalancerSpec } from '../spec.ts';
import { client, constant, exponential, TrafficWorld } from '../testing/traffic-world.ts';
import { comparedAlgorithm, comparedNames } from './algorithms/catalogue.ts';
import type { ComparedAlgorithm } from './algorithms/compared-algorithm.ts';
import { plainBackend, plainBalancer, plainFrontend, plainServer } from './plain-balancer.ts';

/** A balancer over the tasks of `web`. */
function overTasks(algorithm: ComparedAlgorithm, places = 4): BalancerSpec {
  const servers = Array.from({ length: places }, (_, index) => ({
    ...plainServer,
    ...{ name: `web-${index + 1}`, id: index + 1, host: '', port: 80, disabled: true },
  }));
  return {
    ...plainBalancer,
    name: 'lb',
    frontends: [{ ...plainFrontend, name: 'lb', ports: [80], defaultBackend: 'servers' }],
    backends: [{ ...plainBackend, name: 'servers', algorithm, servers, discovers: { service: 'web' } }],
    publish: [{ published: 80, target: 80 }],
  };
}

const latency = {
  clientMs: constant(0),
  balancerMs: constant(50),
  overlayMs: constant(1),
  connectTimeoutMs: 10_000,
};

function world(algorithm: ComparedAlgorithm, perMs: number): TrafficWorld {
  const target = { kind: 'balancer', balancer: 'lb', port: 80 } as const;
  return new TrafficWorld([4, 4], {
    balancers: [overTasks(algorithm)],
    clients: [client(perMs, { target, fromMs: 2000, trace: 1 })],
    network: latency,
    durationMs: 6000,
  });
}

describe.each(comparedNames)('%s over tasks that are discovered', (kind) => {
  it('goes straight to them and loses nothing, whoever comes and goes', () => {
    const run = world(comparedAlgorithm(kind), 0.5);
    const first = run.task(0);
    run.task(1);
    run.loop.call(3000, () => run.task(0));
    run.loop.call(4000, () => {
      run.traffic.deactivate(first);
      run.traffic.remove(first);
    });
    run.traffic.start();
    run.run(6000);
    expect(new Set(run.traces.map(({ outcome }) => outcome))).toEqual(new Set(['ok']));
    // One hop over the overlay there and one back, past the machines' ports.
    for (const { network_ms } of run.traces) expect(network_ms).toBeCloseTo(2, 6);
    const usedSince = (fromMs: number) =>
      new Set(run.traces.filter(({ time_s }) => time_s * 1000 > fromMs).map(({ task }) => task));
    expect(usedSince(5000)).toEqual(new Set(['task2', 'task3']));
  });
});

it.each(['prequal', 'join-idle-queue', 'peak-ewma'] as const)('%s learns that a server is slow', (kind) => {
  const run = world(comparedAlgorithm(kind), 0.3);
  run.task(0, { demandMs: exponential(20) });
  run.task(1, { demandMs: exponential(1) });
  run.traffic.start();
  run.run(6000);
  const slow = run.traces.filter(({ task }) => task === 'task1').length;
  expect(slow / run.traces.length).toBeLessThan(0.25);
});
