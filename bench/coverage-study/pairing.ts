import { pairedDifference } from '../../src/experiment/statistics/paired-difference.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { RunResult } from '../../src/simulation/run-result.ts';
import type { Scenario } from '../../src/simulation/scenario.ts';
import { replicate } from './replicate.ts';
import { latencyOfA, sharedNodes } from './shared-nodes.ts';
import { meanMs, singleServer } from './single-server.ts';
import { confidence } from './study-row.ts';

/** How much shared seeds narrow the interval of a difference. */
export interface PairingRow {
  readonly what: string;
  /** Unpaired half-width ÷ paired half-width, the median of all comparisons. Its square: so many times fewer replications. */
  readonly factor: number;
}

interface Case {
  readonly what: string;
  readonly baseline: Scenario;
  readonly variant: Scenario;
  measure(result: RunResult): number;
}

const replications = 20;

export function pairingFactors(comparisons: number): PairingRow[] {
  return cases().map(({ what, baseline, variant, measure }) => {
    const factors = Array.from({ length: comparisons }, (_, index) => {
      const [before, after] = [baseline, variant].map((scenario) =>
        replicate(scenario, index + 1, replications, measure),
      );
      return pairedDifference(before!, after!, confidence).pairingFactor ?? Number.NaN;
    });
    return { what, factor: median(factors) };
  });
}

function cases(): Case[] {
  return [
    {
      what: 'M/M/1: a server that is 10 % faster, mean latency',
      baseline: singleServer(1, 2000),
      variant: singleServer(0.9, 2000),
      measure: meanMs,
    },
    ...(['random', 'binpack'] as const).map((name) => ({
      what: `Shared nodes (six services): spread → ${name}, mean latency`,
      baseline: sharedNodes('spread'),
      variant: sharedNodes(name),
      measure: latencyOfA,
    })),
    ...[250, 350].flatMap((ratePerS) =>
      (['mean_ms', 'p99_ms'] as const).map((column) => ({
        what: `One service at ${ratePerS}/s: spread → binpack, ${column === 'mean_ms' ? 'mean latency' : 'p99'}`,
        baseline: oneService('spread', ratePerS),
        variant: oneService('binpack', ratePerS),
        measure: (result: RunResult) => result.summary.clients.shop?.[column] ?? Number.NaN,
      })),
    ),
  ];
}

/**
 * A shop of six tasks on three nodes of four CPUs; binpack puts four of them on one node. That one's CPUs are busy for 57 % of
 * the time at 250 requests per second and for 78 % at 350; spread keeps all three below 40 %.
 */
function oneService(placement: string, ratePerS: number): Scenario {
  const text = `
name: one service
duration: 25s
warmup: 6s
cluster:
  nodes:
    - { name: manager, role: manager, cpus: 1, memory: 1GiB, availability: drain }
    - { name: worker, count: 3, cpus: 4, memory: 8GiB }
images:
  shop:1: { cached: true, demand: { lognormal: { median: 8ms, p99: 80ms } }, concurrency: 8 }
services:
  shop: { image: "shop:1", ports: ["8080:80"], deploy: { replicas: 6, resources: { reservations: { cpus: "1" } } } }
traffic:
  - { name: shop, to: "manager:8080", from: 5s, arrivals: { poisson: { rate: ${ratePerS}/s } } }
`;
  return { ...loadScenario({ read: () => text }, 'one-service.yaml', []).scenario, placement };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
