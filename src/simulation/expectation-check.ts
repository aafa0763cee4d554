import { partMetrics, percentiles } from '../metrics/catalogue.ts';
import { type ErrorKind, errorKinds, outcomeKinds } from '../metrics/outcome.ts';
import type { Tally } from '../metrics/tally.ts';
import type { BalancerLoad, ServiceLoad } from '../traffic/traffic-options.ts';
import { type Expectation, isKept } from './expectation.ts';
import type { ExpectationResult, NodeSummary, PlacementSummary, ServiceSummary, Summary } from './run-result.ts';
import { msPerSecond } from './units.ts';

/** Where an expectation finds its numbers when the run is over. */
export interface MetricValues {
  readonly services: Summary['services'];
  readonly nodes: Summary['nodes'];
  readonly placement: PlacementSummary;
  /** Of the expectation's client, over its window. */
  tally(expectation: Expectation): Tally;
  /** Over the expectation's stretch of time; `null` = that did not come. */
  serviceLoad(name: string, expectation: Expectation): ServiceLoad | null;
  balancerLoad(name: string, expectation: Expectation): BalancerLoad | null;
}

type Value = number | string | null;
type Readers<T> = Readonly<Record<string, (source: T) => Value>>;

const ofClient: Readers<Tally> = {
  requests: (tally) => tally.requests,
  ok: (tally) => tally.ok,
  errors: (tally) => tally.errors,
  error_rate: (tally) => (tally.requests === 0 ? null : tally.errors / tally.requests),
  mean: (tally) => (tally.errors > 0 ? Number.POSITIVE_INFINITY : tally.latencies.mean),
  max: (tally) => tally.percentileOfAll(1),
  ...Object.fromEntries(errorKinds.map((kind) => [`error_${kind}`, (tally: Tally) => countOf(tally, kind)])),
  ...Object.fromEntries(
    partMetrics.map(({ name, part, column }) => [name, ({ parts, ok }: Tally) => parts.columns(part, ok)[column]]),
  ),
  ...Object.fromEntries(
    Object.entries(percentiles).map(([name, share]) => [name, (tally: Tally) => tally.percentileOfAll(share)]),
  ),
};

const ofService: Readers<ServiceSummary> = {
  running: (service) => service.running,
  replicas: (service) => service.replicas,
  update_state: (service) => service.update_state ?? 'none',
  tasks_created: (service) => service.tasks_created,
  tasks_failed: (service) => service.tasks_failed,
  completed: (service) => service.completed,
  job_time: (service) => (service.job_time_s === null ? null : service.job_time_s * msPerSecond),
  availability: (service) => service.availability,
  time_to_recover: (service) => service.time_to_recover_s * msPerSecond,
};

const ofServiceLoad: Readers<ServiceLoad> = {
  backlog_length: (load) => load.backlog_length,
  backlog_length_max: (load) => load.backlog_length_max,
  utilisation: (load) => load.utilisation,
};

const ofBalancerLoad: Readers<BalancerLoad> = {
  queue_length: (load) => load.queue_length,
  queue_length_max: (load) => load.queue_length_max,
};

const ofNode: Readers<NodeSummary> = {
  tasks: (node) => node.running,
  cpu_busy: (node) => node.cpu_busy,
};

const ofCluster: Readers<MetricValues> = {
  imbalance_max: ({ placement }) => placement.imbalance_max,
  imbalance_sd: ({ placement }) => placement.imbalance_sd,
  reserved_cpu_imbalance_sd: ({ placement }) => placement.reserved_cpu_imbalance_sd,
  reserved_memory_imbalance_sd: ({ placement }) => placement.reserved_memory_imbalance_sd,
  fragmentation_cpu: ({ placement }) => placement.fragmentation_cpu,
  fragmentation_memory: ({ placement }) => placement.fragmentation_memory,
  pending: ({ placement }) => placement.pending,
  moves: ({ placement }) => placement.moves,
  pending_mean: ({ placement }) => placement.pending_mean_s * msPerSecond,
  pending_max: ({ placement }) => placement.pending_max_s * msPerSecond,
};

/** Metrics that an expectation can be about; a test holds them against the catalogue. */
export const measuredMetrics: readonly string[] = [
  ...[ofClient, ofService, ofServiceLoad, ofNode, ofBalancerLoad, ofCluster].flatMap((readers) => Object.keys(readers)),
  'headroom',
];

/** Says of each expectation what it found and whether it holds. A value that there is not does not hold. */
export function checkExpectations(expectations: readonly Expectation[], values: MetricValues): ExpectationResult[] {
  return expectations.map((expectation) => {
    const value = measured(expectation, values);
    const holds = isKept(expectation, value);
    return { text: expectation.text, value, holds };
  });
}

function measured(expectation: Expectation, values: MetricValues): Value {
  const { metric, subject } = expectation;
  if (metric === 'headroom') {
    const room = values.placement.headroom[subject ?? ''];
    return room === null ? Number.POSITIVE_INFINITY : (room ?? null);
  }
  if (ofClient[metric] !== undefined) return ofClient[metric](values.tally(expectation));
  if (ofCluster[metric] !== undefined) return ofCluster[metric](values);
  if (ofServiceLoad[metric] !== undefined) {
    const isThere = values.services[subject ?? ''] !== undefined;
    return readLoad(ofServiceLoad[metric], isThere ? values.serviceLoad(subject ?? '', expectation) : null);
  }
  if (ofBalancerLoad[metric] !== undefined)
    return readLoad(ofBalancerLoad[metric], values.balancerLoad(subject ?? '', expectation));
  return read(ofService[metric], values.services, subject) ?? read(ofNode[metric], values.nodes, subject);
}

function readLoad<T>(reader: (source: T) => Value, load: T | null): Value {
  return load === null ? null : reader(load);
}

function read<T>(
  reader: ((source: T) => Value) | undefined,
  all: Readonly<Record<string, T>>,
  subject: string | null,
): Value {
  const one = all[subject ?? ''];
  return reader === undefined || one === undefined ? null : reader(one);
}

function countOf(tally: Tally, kind: ErrorKind): number {
  return tally.count(outcomeKinds.indexOf(kind));
}
