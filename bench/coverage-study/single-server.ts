import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { RunResult } from '../../src/simulation/run-result.ts';
import type { Scenario } from '../../src/simulation/scenario.ts';
import { stationScenario } from '../../test/theory/station-scenario.ts';

const ratePerMs = 0.5;

/** An M/M/1 at half load, as a scenario; its warm-up is cut and many times its relaxation time. */
export function singleServer(meanServiceMs: number, requests: number): Scenario {
  const text = stationScenario({
    name: 'single server',
    seed: 1,
    tasks: 1,
    cpus: 1,
    concurrency: 1,
    demand: `{ exponential: { mean: ${meanServiceMs}ms } }`,
    ratePerMs,
    requests,
  });
  return loadScenario({ read: () => text }, 'single-server.yaml', []).scenario;
}

/** Mean time in the system, in ms: 1/(μ − λ). */
export function meanSojournMs(meanServiceMs: number): number {
  return 1 / (1 / meanServiceMs - ratePerMs);
}

/** The 99th percentile of the time in the system, which is exponential. */
export function p99SojournMs(meanServiceMs: number): number {
  return Math.log(100) * meanSojournMs(meanServiceMs);
}

export function meanMs(result: RunResult): number {
  return result.summary.clients.jobs?.mean_ms ?? Number.NaN;
}

export function p99Ms(result: RunResult): number {
  return result.summary.clients.jobs?.p99_ms ?? Number.NaN;
}
