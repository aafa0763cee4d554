import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { Simulation } from '../../src/simulation/simulation.ts';

export interface MeasuredRun {
  readonly requests: number;
  readonly events: number;
  /** CPU time from `fromMs` on. */
  readonly cpuNs: number;
  readonly meanMs: number;
  readonly p99Ms: number;
}

/** Runs a scenario as a user writes it, with the files that it names; the time counts from an instant of the run on. */
export function measuredRun(text: string, fromMs: number, files: Readonly<Record<string, string>> = {}): MeasuredRun {
  const source = { read: (path: string) => files[path] ?? text };
  const { scenario } = loadScenario(source, 'bench.yaml', []);
  const simulation = new Simulation(scenario);
  simulation.advanceTo(fromMs);
  const { loop } = simulation.world;
  const eventsBefore = loop.fired;
  const before = process.cpuUsage();
  const { summary } = simulation.finish();
  const { user, system } = process.cpuUsage(before);
  const { requests = 0, mean_ms: meanMs, p99_ms: p99Ms } = Object.values(summary.clients)[0] ?? {};
  return {
    requests,
    events: loop.fired - eventsBefore,
    cpuNs: (user + system) * 1000,
    meanMs: meanMs ?? 0,
    p99Ms: p99Ms ?? 0,
  };
}
