import type { Tally } from '../metrics/tally.ts';
import type { Comparison, Expectation } from './expectation.ts';
import type { ExpectationResult, PlacementSummary, ServiceSummary, Summary } from './run-result.ts';

/** Where an expectation finds its numbers when the run is over. */
export interface MetricValues {
  readonly services: Summary['services'];
  readonly nodes: Summary['nodes'];
  readonly placement: PlacementSummary;
  /** Tasks that still wait for a node. */
  readonly pending: number;
  /** Of the expectation's client, over its window. */
  tally(expectation: Expectation): Tally;
}

type Value = number | string | null;

const percentiles: Readonly<Record<string, number>> = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 };

/** By name in the catalogue; a failed request counts as infinitely slow in percentiles, mean and max. */
const clientMetrics: Readonly<Record<string, (tally: Tally) => Value>> = {
  requests: (tally) => tally.requests,
  ok: (tally) => tally.ok,
  errors: (tally) => tally.errors,
  error_rate: (tally) => (tally.requests === 0 ? null : tally.errors / tally.requests),
  mean: (tally) => (tally.errors > 0 ? Number.POSITIVE_INFINITY : tally.latencies.mean),
  max: (tally) => (tally.errors > 0 ? Number.POSITIVE_INFINITY : tally.latencies.max),
  error_refused: (tally) => tally.columns().error_refused,
  error_no_backend: (tally) => tally.columns().error_no_backend,
  error_backlog: (tally) => tally.columns().error_backlog,
  error_timeout: (tally) => tally.columns().error_timeout,
  error_reset: (tally) => tally.columns().error_reset,
  error_other: (tally) => tally.columns().error_other,
};

const serviceMetrics: Readonly<Record<string, (service: ServiceSummary) => Value>> = {
  availability: (service) => service.availability,
  running: (service) => service.running,
  replicas: (service) => service.replicas,
  update_state: (service) => service.update_state ?? 'none',
  tasks_created: (service) => service.tasks_created,
  tasks_failed: (service) => service.tasks_failed,
  time_to_recover: (service) => service.time_to_recover_s * 1000,
};

/** Says of each expectation what it found and whether it holds. A value that there is not does not hold. */
export function checkExpectations(expectations: readonly Expectation[], values: MetricValues): ExpectationResult[] {
  return expectations.map((expectation) => {
    const value = measured(expectation, values);
    return {
      text: expectation.text,
      value,
      holds: value !== null && compare(value, expectation.comparison, expectation.limit),
    };
  });
}

function measured(expectation: Expectation, values: MetricValues): Value {
  const { metric, subject } = expectation;
  const percentile = percentiles[metric];
  if (percentile !== undefined) return values.tally(expectation).percentileOfAll(percentile);
  const ofClient = clientMetrics[metric];
  if (ofClient !== undefined) return ofClient(values.tally(expectation));
  const ofService = serviceMetrics[metric];
  if (ofService !== undefined) return ofSubject(values.services, subject, ofService);
  if (metric === 'cpu_busy') return ofSubject(values.nodes, subject, (node) => node.cpu_busy);
  if (metric === 'tasks') return ofSubject(values.nodes, subject, (node) => node.running);
  if (metric === 'pending') return values.pending;
  return placementValue(metric, subject, values.placement);
}

function ofSubject<T>(all: Readonly<Record<string, T>>, subject: string | null, read: (one: T) => Value): Value {
  const one = subject === null ? undefined : all[subject];
  return one === undefined ? null : read(one);
}

function placementValue(metric: string, subject: string | null, placement: PlacementSummary): Value {
  if (metric === 'headroom') {
    const room = placement.headroom[subject ?? ''];
    return room === null ? Number.POSITIVE_INFINITY : (room ?? null);
  }
  if (metric === 'pending_mean') return placement.pending_mean_s * 1000;
  if (metric === 'pending_max') return placement.pending_max_s * 1000;
  const value = (placement as unknown as Readonly<Record<string, Value>>)[metric];
  if (value === undefined) throw new Error(`the catalogue has the metric ${metric}, but nothing measures it`);
  return value;
}

function compare(value: number | string, comparison: Comparison, limit: number | string): boolean {
  switch (comparison) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '==':
      return value === limit;
    case '!=':
      return value !== limit;
  }
}
