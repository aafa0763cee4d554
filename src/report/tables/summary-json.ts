import type { PartColumns, PartName } from '../../metrics/parts.ts';
import type { LatencyColumns } from '../../metrics/tally.ts';
import type {
  ClientSummary,
  ExpectationResult,
  NodeSummary,
  PhaseSummary,
  PlacementSummary,
  ServiceSummary,
  Summary,
} from '../../simulation/run-result.ts';
import { compareNatural } from './natural-order.ts';
import { roundNumber } from './number-format.ts';

/** The names in the order of the file, with the check of the compiler that none is missing. */
type Fields<T> = Readonly<Record<keyof T, true>>;

const SUMMARY: Fields<Summary> = {
  scenario: true,
  seed: true,
  version: true,
  fingerprint: true,
  duration_s: true,
  clients: true,
  phases: true,
  services: true,
  nodes: true,
  balancers: true,
  placement: true,
  expectations: true,
  warnings: true,
};

const LATENCY: Fields<LatencyColumns> = {
  requests: true,
  ok: true,
  errors: true,
  error_refused: true,
  error_no_backend: true,
  error_backlog: true,
  error_timeout: true,
  error_reset: true,
  error_other: true,
  mean_ms: true,
  p50_ms: true,
  p90_ms: true,
  p95_ms: true,
  p99_ms: true,
  p999_ms: true,
  max_ms: true,
};

const CLIENT: Fields<ClientSummary> = { ...LATENCY, parts: true };

const PARTS: Fields<ClientSummary['parts']> = {
  retries: true,
  queue: true,
  connect: true,
  network: true,
  backlog: true,
  service: true,
  calls: true,
};

const PART: Fields<PartColumns> = { mean_ms: true, p50_ms: true, p99_ms: true };

const PHASE: Fields<PhaseSummary> = { name: true, from_s: true, until_s: true, clients: true };

const SERVICE: Fields<ServiceSummary> = {
  mode: true,
  image: true,
  replicas: true,
  running: true,
  update_state: true,
  tasks_created: true,
  tasks_failed: true,
  completed: true,
  completions: true,
  job_time_s: true,
  availability: true,
  time_to_recover_s: true,
  pending_s: true,
  backlog_length: true,
  backlog_length_max: true,
  utilisation: true,
};

const NODE: Fields<NodeSummary> = {
  state: true,
  availability: true,
  running: true,
  cpu_busy: true,
  requests: true,
  reserved_cpus: true,
  reserved_memory_bytes: true,
};

const BALANCER: Fields<Summary['balancers'][string]> = { queue_length: true, queue_length_max: true };

const PLACEMENT: Fields<PlacementSummary> = {
  imbalance_max: true,
  imbalance_sd: true,
  reserved_cpu_imbalance_sd: true,
  reserved_memory_imbalance_sd: true,
  fragmentation_cpu: true,
  fragmentation_memory: true,
  moves: true,
  pending: true,
  pending_mean_s: true,
  pending_max_s: true,
  headroom: true,
};

const EXPECTATION: Fields<ExpectationResult> = { text: true, value: true, holds: true };

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * The text of `summary.json`: fields in a fixed order, names (clients, services, nodes) in natural order, numbers rounded as
 * in the CSV files (`…_ms` to 3 decimals, all others to 6), a newline at the end.
 */
export function summaryJson(summary: Summary): string {
  const whole: Json = {
    ...inOrder(SUMMARY, {
      ...summary,
      clients: byName(summary.clients, (client) => inOrder(CLIENT, { ...client, parts: partsJson(client.parts) })),
      phases: summary.phases.map((phase) =>
        inOrder(PHASE, { ...phase, clients: byName(phase.clients, (client) => inOrder(LATENCY, client)) }),
      ),
      services: byName(summary.services, (service) => inOrder(SERVICE, service)),
      nodes: byName(summary.nodes, (node) => inOrder(NODE, node)),
      balancers: byName(summary.balancers, (balancer) => inOrder(BALANCER, balancer)),
      placement: inOrder(PLACEMENT, {
        ...summary.placement,
        headroom: byName(summary.placement.headroom, (more) => more),
      }),
      expectations: summary.expectations.map((expectation) =>
        inOrder(EXPECTATION, { ...expectation, value: jsonValue(expectation.value) }),
      ),
    }),
  };
  return `${JSON.stringify(rounded('', whole), null, 2)}\n`;
}

function partsJson(parts: ClientSummary['parts']): Json {
  const names = Object.keys(PARTS) as PartName[];
  return Object.fromEntries(names.map((name) => [name, inOrder(PART, parts[name])]));
}

/** A percentile that counts failed requests as infinitely slow can be infinite; JSON has no such number. */
function jsonValue(value: ExpectationResult['value']): Json {
  return typeof value === 'number' && !Number.isFinite(value) ? 'infinite' : value;
}

function inOrder<T>(fields: Fields<T>, value: { readonly [F in keyof T]: Json }): { readonly [name: string]: Json } {
  const names = Object.keys(fields) as (keyof T & string)[];
  return Object.fromEntries(names.map((name) => [name, value[name]]));
}

function byName<T>(values: Readonly<Record<string, T>>, toJson: (value: T) => Json): { readonly [name: string]: Json } {
  const names = Object.keys(values).sort(compareNatural);
  return Object.fromEntries(names.map((name) => [name, toJson(values[name] as T)]));
}

function rounded(name: string, value: Json): Json {
  if (typeof value === 'number') return roundNumber(value, name.endsWith('_ms') ? 'milliseconds' : 'number');
  if (Array.isArray(value)) return value.map((item: Json) => rounded(name, item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rounded(key, item)]));
}
