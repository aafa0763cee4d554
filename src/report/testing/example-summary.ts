import type { PhaseSummary, Summary } from '../../simulation/run-result.ts';

/** The summary of `exampleRun`. */
export function exampleSummary(): Summary {
  return {
    scenario: 'rolling update under load',
    seed: 7,
    version: '0.1.0',
    fingerprint: '9f86d081884c7d65',
    duration_s: 600,
    clients: {
      shoppers: {
        requests: 240127,
        ok: 237711,
        errors: 2416,
        error_refused: 85,
        error_no_backend: 0,
        error_backlog: 222,
        error_timeout: 2074,
        error_reset: 35,
        error_other: 0,
        mean_ms: 14.73219,
        p50_ms: 11.2,
        p90_ms: 33.91,
        p95_ms: 48.2,
        p99_ms: 121.0456,
        p999_ms: 802.5,
        max_ms: 1998.4,
        parts: {
          retries: { mean_ms: 0, p50_ms: 0, p99_ms: 0 },
          queue: { mean_ms: 0, p50_ms: 0, p99_ms: 0 },
          connect: { mean_ms: 0, p50_ms: 0, p99_ms: 0 },
          network: { mean_ms: 1.2, p50_ms: 1.2, p99_ms: 1.4 },
          backlog: { mean_ms: 3.4, p50_ms: 0.41, p99_ms: 84.12 },
          service: { mean_ms: 10.13219, p50_ms: 7.9, p99_ms: 58.3 },
          calls: { mean_ms: 0, p50_ms: 0, p99_ms: 0 },
        },
      },
    },
    phases: [phase('before update web', 0, 120, 48000, 8.4), phase('update web', 120, 207.4, 34900, 31.2)],
    services: {
      web: {
        mode: 'replicated',
        image: 'web:2',
        replicas: 6,
        running: 6,
        update_state: 'rollback_completed',
        tasks_created: 20,
        tasks_failed: 1,
        completed: null,
        completions: null,
        job_time_s: null,
        availability: 0.8213,
        time_to_recover_s: 20.6,
        pending_s: 2,
        backlog_length: 0.31,
        backlog_length_max: 41,
        utilisation: 0.42,
      },
    },
    nodes: {
      manager1: node('active', 6, 0.58, 118211, 1.5),
      worker1: node('drain', 0, 0.29, 58118, 0),
      worker2: node('active', 0, 0.31, 61382, 0),
    },
    balancers: { haproxy: { queue_length: 0.02, queue_length_max: 7 } },
    placement: {
      imbalance_max: 4,
      imbalance_sd: 2.8284271247,
      reserved_cpu_imbalance_sd: 0.3535,
      reserved_memory_imbalance_sd: 0.0442,
      fragmentation_cpu: 0,
      fragmentation_memory: 0.021,
      moves: 4,
      pending: 0,
      pending_mean_s: 0.1,
      pending_max_s: 0.1,
      headroom: { web: 10 },
    },
    expectations: [
      { text: 'p99(shoppers, 0s..2m) < 250ms', value: 66.4, holds: true },
      { text: 'error_rate(shoppers) < 1%', value: 0.010061, holds: false },
    ],
    warnings: ['Health checks of web are not modelled.'],
  };
}

function node(availability: string, running: number, cpu_busy: number, requests: number, reserved_cpus: number) {
  return {
    state: 'ready',
    availability,
    running,
    cpu_busy,
    requests,
    reserved_cpus,
    reserved_memory_bytes: running * 67108864,
  };
}

function phase(name: string, from_s: number, until_s: number, requests: number, mean_ms: number): PhaseSummary {
  const errors = { error_refused: 3, error_no_backend: 0, error_backlog: 0, error_timeout: 2, error_reset: 0 };
  const latency = { mean_ms, p50_ms: 0.8 * mean_ms, p90_ms: 2 * mean_ms, p95_ms: 3 * mean_ms, p99_ms: 6 * mean_ms };
  const counts = { requests, ok: requests - 5, errors: 5, ...errors, error_other: 0 };
  return {
    ...{ name, from_s, until_s },
    clients: { shoppers: { ...counts, ...latency, p999_ms: 12 * mean_ms, max_ms: 20 * mean_ms } },
  };
}
