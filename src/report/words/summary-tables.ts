import type { CellColumns } from '../../metrics/cell-tally.ts';
import { partNames } from '../../metrics/parts.ts';
import type { BreakdownRow, PlacementSummary, ServiceSummary, Summary } from '../../simulation/run-result.ts';
import { compareNatural } from '../tables/natural-order.ts';
import { humanBytes, humanMeasure, humanMs, humanNumber, humanSeconds, humanShare, NOTHING } from './human.ts';
import { PART_LABELS } from './part-labels.ts';

/** More of one dimension are in breakdown.csv alone. */
const MOST_NAMES = 40;

/** A part of the summary in words, for the terminal and the page alike. */
export interface SummaryTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Under Mean, P50, P99 and Max. */
function latencyCells({ mean_ms, p50_ms, p99_ms, max_ms }: CellColumns): string[] {
  return [mean_ms, p50_ms, p99_ms, max_ms].map(humanMs);
}

export function clientTable(summary: Summary): SummaryTable {
  return {
    head: ['Client', 'Requests', 'OK', 'Errors', 'Mean', 'P50', 'P99', 'Max'],
    rows: byName(summary.clients).map(([name, client]) => [
      name,
      String(client.requests),
      String(client.ok),
      errorsInWords(client.errors, client.requests),
      ...latencyCells(client),
    ]),
  };
}

/** Each client's metrics by phase; clients that had no requests in a phase are left out of it. */
export function phaseTable(summary: Summary): SummaryTable {
  return {
    head: ['Phase', 'From', 'Until', 'Client', 'Requests', 'Errors', 'Mean', 'P50', 'P99', 'Max'],
    rows: summary.phases.flatMap(({ name, from_s, until_s, clients }) =>
      byName(clients)
        .filter(([, { requests }]) => requests > 0)
        .map(([client, columns]) => [
          name,
          humanSeconds(tenths(from_s)),
          humanSeconds(tenths(until_s)),
          client,
          String(columns.requests),
          errorsInWords(columns.errors, columns.requests),
          ...latencyCells(columns),
        ]),
    ),
  };
}

const DIMENSIONS = ['service', 'version', 'node'] as const;

/** Latencies and errors of the whole run by service, version and node, as clients saw them; a dimension with one name says nothing. */
export function breakdownTable(breakdown: readonly BreakdownRow[]): SummaryTable {
  const overall = breakdown.filter(({ phase }) => phase === '');
  const rows = DIMENSIONS.flatMap((dimension) => {
    const ofIt = overall.filter((row) => row.dimension === dimension);
    return ofIt.length < 2 ? [] : ofIt.sort((a, b) => compareNatural(a.name, b.name)).slice(0, MOST_NAMES);
  });
  return {
    head: ['Requests by', 'Name', 'Requests', 'Errors', 'Mean', 'P50', 'P99', 'Max'],
    rows: rows.map(({ dimension, name, ...columns }) => [
      dimension,
      name === '' ? 'no task reached' : name,
      String(columns.requests),
      errorsInWords(columns.errors, columns.requests),
      ...latencyCells(columns),
    ]),
  };
}

/** Mean and 99th percentile of each part that any client met. */
export function partTable(summary: Summary): SummaryTable {
  const clients = byName(summary.clients).filter(([, { ok }]) => ok > 0);
  const met = partNames.filter((part) => clients.some(([, { parts }]) => (parts[part].mean_ms ?? 0) > 0));
  return {
    head: ['Parts: mean / p99', ...met.map((part) => capitalised(PART_LABELS[part]))],
    rows:
      met.length === 0
        ? []
        : clients.map(([name, { parts }]) => [
            name,
            ...met.map((part) => `${humanMs(parts[part].mean_ms)} / ${humanMs(parts[part].p99_ms)}`),
          ]),
  };
}

/** For the clients that had errors. */
export function errorTable(summary: Summary): SummaryTable {
  return {
    head: ['Client', 'Refused', 'No backend', 'Backlog full', 'Timeout', 'Reset', 'Other'],
    rows: byName(summary.clients)
      .filter(([, client]) => client.errors > 0)
      .map(([name, client]) => [
        name,
        String(client.error_refused),
        String(client.error_no_backend),
        String(client.error_backlog),
        String(client.error_timeout),
        String(client.error_reset),
        String(client.error_other),
      ]),
  };
}

export function serviceTable(summary: Summary): SummaryTable {
  return {
    head: ['Service', 'Mode', 'Replicas', 'Image', 'Update', 'Available', 'Longest outage', 'Tasks', 'Failed'],
    rows: byName(summary.services).map(([name, service]) => [
      name,
      service.mode,
      replicasOf(service),
      service.image,
      service.update_state ?? NOTHING,
      humanShare(service.availability),
      humanSeconds(service.time_to_recover_s),
      String(service.tasks_created),
      String(service.tasks_failed),
    ]),
  };
}

/** As `docker service ls` has it. */
function replicasOf({ running, replicas, completed, completions }: ServiceSummary): string {
  const counts = `${running}/${replicas}`;
  return completions === null ? counts : `${counts} (${completed}/${completions} completed)`;
}

/** Where requests wait, and how busy it is there: at services that were asked, and in balancers. */
export function loadTable(summary: Summary): SummaryTable {
  const services = byName(summary.services)
    .filter(([, { utilisation, backlog_length_max }]) => (utilisation ?? 0) > 0 || backlog_length_max > 0)
    .map(
      ([name, load]) => [`tasks of ${name}`, load.backlog_length, load.backlog_length_max, load.utilisation] as const,
    );
  const balancers = byName(summary.balancers).map(
    ([name, load]) => [`balancer ${name}`, load.queue_length, load.queue_length_max, null] as const,
  );
  return {
    head: ['Requests that wait', 'Mean', 'Most', 'Slots that serve'],
    rows: [...services, ...balancers].map(([where, mean, most, busy]) => [
      where,
      humanMeasure(mean),
      String(most),
      humanShare(busy),
    ]),
  };
}

export function nodeTable(summary: Summary): SummaryTable {
  return {
    head: ['Node', 'Status', 'Availability', 'Running', 'CPU busy', 'Requests', 'Reserved'],
    rows: byName(summary.nodes).map(([name, node]) => [
      name,
      node.state,
      node.availability,
      String(node.running),
      humanShare(node.cpu_busy),
      String(node.requests),
      `${humanNumber(node.reserved_cpus)} CPU, ${humanBytes(node.reserved_memory_bytes)}`,
    ]),
  };
}

export function expectationTable(summary: Summary): SummaryTable {
  return {
    head: ['Holds', 'Expectation', 'Value'],
    rows: summary.expectations.map(({ text, value, holds }) => [
      holds ? '✓' : '✗',
      text,
      expectationValue(text, value),
    ]),
  };
}

export function placementTable(placement: PlacementSummary): SummaryTable {
  const headroom = byName(placement.headroom).map(([service, more]): [string, string] => [
    `Headroom of ${service}`,
    more === null ? 'without bound' : `${more} more`,
  ]);
  return {
    head: ['Measure', 'Value'],
    rows: [
      ['Tasks on the fullest node above the mean', humanNumber(placement.imbalance_max)],
      ['Standard deviation of tasks over nodes', humanNumber(placement.imbalance_sd)],
      ['Standard deviation of reserved CPU', humanShare(placement.reserved_cpu_imbalance_sd)],
      ['Standard deviation of reserved memory', humanShare(placement.reserved_memory_imbalance_sd)],
      ['Free CPU that no task shape can use', humanShare(placement.fragmentation_cpu)],
      ['Free memory that no task shape can use', humanShare(placement.fragmentation_memory)],
      ['Tasks moved to another node', String(placement.moves)],
      ['Pending at the end', String(placement.pending)],
      ['Pending, mean', humanSeconds(placement.pending_mean_s)],
      ['Pending, longest', humanSeconds(placement.pending_max_s)],
      ...headroom,
    ],
  };
}

/** The value in the unit in which the limit is written: a metric's own unit is ms, a fraction or a count. */
function expectationValue(text: string, value: number | string | null): string {
  if (typeof value !== 'number') return value ?? NOTHING;
  if (!Number.isFinite(value)) return 'infinite';
  if (/%\s*$/.test(text)) return humanShare(value);
  if (/\d(ms|us|µs|ns|s|m|h|d)\s*$/.test(text)) return humanMs(value);
  return humanNumber(value);
}

function byName<T>(values: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(values).sort(([a], [b]) => compareNatural(a, b));
}

function tenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function errorsInWords(errors: number, requests: number): string {
  return errors === 0 ? '0' : `${errors} (${humanShare(errors / requests)})`;
}
