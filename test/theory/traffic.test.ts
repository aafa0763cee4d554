import { describe, expect, it } from 'vitest';
import { type DistributionSpec, hyperexponentialByMeanAndCv2 } from '../../src/kernel/distribution.ts';
import type { ServingSpec } from '../../src/traffic/spec.ts';
import { client, exponential, TrafficWorld } from '../../src/traffic/testing/traffic-world.ts';
import { intervalOf } from './interval.ts';

/**
 * Laws of queueing on the traffic alone, in short: 20 replications, and wider tolerances than the theory table's, which holds for
 * whole scenarios. The mean must lie within its interval around the formula, and that interval must be narrow.
 */
const replications = 20;

interface Model {
  /** Requests per ms of one replication, and how many of them. */
  readonly rate: number;
  readonly requests: number;
  readonly law: DistributionSpec;
  readonly tasks?: number;
  readonly cpus?: number;
  readonly serving?: Partial<ServingSpec>;
  /** By the service's name in DNS instead of the node's port. */
  readonly dns?: boolean;
}

function replicate(model: Model, measure: (world: TrafficWorld) => number): number[] {
  const { rate, requests, law, tasks = 1, cpus = 1000, serving = {}, dns = false } = model;
  return Array.from({ length: replications }, (_, seed) => {
    const durationMs = requests / rate;
    const target = dns
      ? ({ kind: 'service', service: 'web', port: 80 } as const)
      : ({ kind: 'node', node: 'node1', port: 80 } as const);
    const world = new TrafficWorld(
      [cpus],
      {
        clients: [client(rate, { demandMs: law, target })],
        durationMs,
        warmupMs: durationMs / 20,
        intervalMs: durationMs,
      },
      seed,
    );
    if (dns) world.publish({ mode: 'dnsrr' });
    for (let i = 0; i < tasks; i++) world.task(0, serving);
    world.traffic.start();
    world.run(durationMs);
    return measure(world);
  });
}

const meanMs = (world: TrafficWorld) => world.traffic.clientTally('jobs').latencies.mean!;
const waitMs = (world: TrafficWorld) => meanMs(world) - 1;
const refusedShare = (world: TrafficWorld) => {
  const tally = world.traffic.clientTally('jobs');
  return tally.errors / tally.requests;
};

function agree(values: readonly number[], theory: number, tolerance: number): void {
  const { mean, halfWidth } = intervalOf(values);
  expect(Math.abs(mean - theory), `${mean} ± ${halfWidth}, theory ${theory}`).toBeLessThanOrEqual(halfWidth);
  expect(halfWidth, `half-width around ${mean}`).toBeLessThanOrEqual(tolerance);
}

const unit = exponential(1);
const twoPoint: DistributionSpec = { kind: 'empirical', values: [0.5, 5.5], weights: [9, 1] };

describe('the traffic agrees with theory', () => {
  it.each([
    [0.5, 15_000, 2, 0.04],
    [0.8, 50_000, 5, 0.2],
  ])('M/M/1 at load %f', (rate, requests, theory, tolerance) => {
    agree(replicate({ rate, requests, law: unit }, meanMs), theory, tolerance);
  });

  it('M/M/1 at load 0.8: the 99th percentile is that of an exponential', () => {
    const p99 = (world: TrafficWorld) => world.traffic.clientTally('jobs').latencies.percentile(0.99)!;
    agree(replicate({ rate: 0.8, requests: 50_000, law: unit }, p99), 5 * Math.log(100), 2.6);
  });

  it.each([
    [2, 0.8, 1.777778, 0.12],
    [10, 0.9, 0.668732, 0.12],
  ])('M/M/c, Erlang C: %i servers at load %f', (servers, load, theory, tolerance) => {
    const model = { rate: servers * load, requests: 60_000, law: unit, serving: { concurrency: servers } };
    agree(replicate(model, waitMs), theory, tolerance);
  });

  it.each<[string, DistributionSpec]>([
    ['exponential', unit],
    ['constant', { kind: 'constant', value: 1 }],
    ['heavy-tailed', { kind: 'pareto', shape: 2.5, scale: 0.6 }],
  ])('Erlang B, whatever the law of service: %s', (_, law) => {
    const model = { rate: 5, requests: 40_000, law, serving: { concurrency: 10, backlog: 0 } };
    agree(replicate(model, refusedShare), 0.018385, 0.002);
  });

  it.each<[string, DistributionSpec, number, number]>([
    ['constant', { kind: 'constant', value: 1 }, 2, 0.08],
    ['Erlang-2', { kind: 'erlang', shape: 2, mean: 1 }, 3, 0.15],
    ['hyperexponential, cv² 4', hyperexponentialByMeanAndCv2(1, 4), 10, 1],
  ])('M/G/1, Pollaczek and Khinchine: %s', (_, law, theory, tolerance) => {
    agree(replicate({ rate: 0.8, requests: 50_000, law }, waitMs), theory, tolerance);
  });

  it.each<[string, DistributionSpec]>([
    ['constant', { kind: 'constant', value: 1 }],
    ['exponential', unit],
    ['two-point', twoPoint],
  ])('processor sharing, whatever the law of demand: %s', (_, law) => {
    const model = { rate: 0.8, requests: 50_000, law, cpus: 1, serving: { concurrency: Number.POSITIVE_INFINITY } };
    agree(replicate(model, meanMs), 5, 0.3);
  });

  it('processor sharing of half a CPU by two tasks is that of one at double demand', () => {
    const model = {
      rate: 0.4,
      requests: 50_000,
      law: unit,
      cpus: 0.5,
      tasks: 2,
      serving: { concurrency: Number.POSITIVE_INFINITY },
    };
    agree(replicate(model, meanMs), 10, 0.4);
  });

  it('a random split over 3 tasks makes 3 queues M/M/1', () => {
    agree(replicate({ rate: 1.5, requests: 45_000, law: unit, tasks: 3, dns: true }, meanMs), 2, 0.03);
  });

  it.each([
    [2, 0.8, 3.84398, 0.15],
    [4, 0.8, 3.267384, 0.15],
    [2, 0.5, 1.618034, 0.03],
  ])('a round-robin split over %i tasks at load %f makes queues E_n/M/1', (tasks, load, theory, tolerance) => {
    agree(replicate({ rate: tasks * load, requests: 50_000, law: unit, tasks }, meanMs), theory, tolerance);
  });

  it('utilisation is load, and Poisson arrivals see time averages', () => {
    const busy = (world: TrafficWorld) => world.traffic.nodeTotals()[0]?.cpu_busy ?? Number.NaN;
    agree(replicate({ rate: 0.6, requests: 30_000, law: unit, cpus: 1 }, busy), 0.6, 0.01);
    // A request that arrives waits if and only if the server is busy.
    const blocked = replicate(
      { rate: 0.6, requests: 30_000, law: unit, cpus: 1, serving: { backlog: 0 } },
      refusedShare,
    );
    agree(blocked, 0.6 / 1.6, 0.01);
  });
});
