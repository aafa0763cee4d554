import { describe, expect, it } from 'vitest';
import type { ClientSummary, ServiceSummary } from './run-result.ts';
import { runWarnings } from './run-warnings.ts';
import type { Scenario } from './scenario.ts';
import { simulate } from './simulation.ts';
import { crash, scenario } from './testing/scenario.ts';
import { serviceSpec, taskSpec } from './testing/task.ts';

const { summary } = simulate(scenario({ durationMs: 1 }));
const none = { mean_ms: 0, p50_ms: 0, p99_ms: 0 };
const client: ClientSummary = {
  ...{ requests: 5000, ok: 5000, errors: 0, error_refused: 0, error_no_backend: 0, error_backlog: 0 },
  ...{ error_timeout: 0, error_reset: 0, error_other: 0 },
  ...{ mean_ms: 1, p50_ms: 1, p90_ms: 1, p95_ms: 1, p99_ms: 1, p999_ms: 1, max_ms: 1 },
  parts: { retries: none, queue: none, connect: none, network: none, backlog: none, service: none, calls: none },
};
const service: ServiceSummary = {
  ...{ mode: 'replicated', image: 'web:1', replicas: 3, running: 3, update_state: null },
  ...{
    tasks_created: 3,
    tasks_failed: 0,
    completed: null,
    completions: null,
    job_time_s: null,
    availability: 1,
    time_to_recover_s: 0,
    pending_s: 0,
    backlog_length: 0,
    backlog_length_max: 0,
    utilisation: null,
  },
};

function ofClient(overrides: Partial<ClientSummary>): string[] {
  return runWarnings({ ...summary, clients: { jobs: { ...client, ...overrides } } }, scenario(), 0);
}

function ofScenario(overrides: Partial<Scenario>, inFlight = 0): string[] {
  return runWarnings(summary, scenario(overrides), inFlight);
}

describe('warnings of a run', () => {
  it('are none when all is well', () => {
    expect(ofClient({})).toEqual([]);
    expect(runWarnings({ ...summary, services: { web: service } }, scenario(), 7)).toEqual([]);
  });

  it('name a client whose requests never ended, were few, or too many for what is there', () => {
    expect(ofClient({ requests: 0, ok: 0 })).toEqual(['client jobs: no request ended after the warm-up']);
    expect(ofClient({ ok: 999 })).toEqual([expect.stringMatching(/^fewer than 1000 good answers: .* for jobs$/)]);
    expect(ofClient({ error_backlog: 50, error_timeout: 950 })).toEqual([]);
    expect(ofClient({ error_timeout: 1001 })).toEqual([expect.stringContaining('20 % of its')]);
    expect(ofClient({ error_backlog: 51 })).toEqual([expect.stringContaining('1 % of its')]);
  });

  it('name a service that lacks replicas at the end', () => {
    const short = { ...summary, services: { web: { ...service, running: 2 } } };
    expect(runWarnings(short, scenario(), 0)).toEqual(['service web: 2 of 3 replicas run at the end']);
  });

  it('count the requests that a drain left behind', () => {
    expect(ofScenario({ drain: true }, 2)).toEqual([expect.stringContaining('2 requests had no end')]);
    expect(ofScenario({ drain: false }, 2)).toEqual([]);
  });

  it('say that a timeline has more phases than are kept', () => {
    const timeline = Array.from({ length: 45 }, (_, index) => crash(1000 * index, 'node2'));
    expect(ofScenario({ timeline })).toEqual([
      expect.stringMatching(/^the timeline makes 45 phases, and only the first 40 are kept: what the other 5 cause/),
    ]);
    expect(ofScenario({ timeline: timeline.slice(0, 40) })).toEqual([]);
    expect(ofScenario({ timeline, phases: [{ name: 'all', fromMs: 0, untilMs: 1 }] })).toEqual([]);
  });

  it('say what the scenario asks for and the model leaves out', () => {
    const limited = serviceSpec({ task: taskSpec({ limits: { nanoCpus: 1e9, memoryBytes: 1e9 } }) });
    expect(ofScenario({ services: [limited] })).toEqual([expect.stringContaining('memory limits of web mean nothing')]);
  });
});
