import type { ClientSummary } from '../simulation/run-result.ts';
import { msPerSecond } from '../simulation/units.ts';
import { type Metric, metricNamed, metrics, partMetrics } from '../simulation/vocabulary.ts';

/** One number or word of a run's summary. */
export interface SummaryValue {
  /** As in `expect`: `p99(shoppers)`; of what the catalogue does not have, the field: `image(web)`, `reserved_cpus(worker1)`. */
  readonly name: string;
  /** In the catalogue's base unit (ms, shares, counts). */
  readonly value: number | string | null;
}

/** What of a run's summary, or of summary.json, speaks of what the run came to. */
export interface SummaryParts {
  readonly clients: Subjects;
  readonly services: Subjects;
  readonly nodes: Subjects;
  readonly balancers: Subjects;
  readonly placement: { readonly headroom: Readonly<Record<string, number | null>> };
}

type Subjects = Readonly<Record<string, object>>;

/** By subject and field of the summary. */
const catalogue: ReadonlyMap<string, Metric> = new Map(
  metrics.flatMap((metric) =>
    metric.column === null ? [] : [[`${metric.subject} ${metric.column}`, metric] as const],
  ),
);

/** All of them, in the summary's order; each name once. */
export function summaryValues(summary: SummaryParts): SummaryValue[] {
  return namedValues(summary).map(({ name, value }) => ({ name, value }));
}

/** The metrics of the catalogue that are numbers, by name, in the catalogue's order. */
export function metricValues(summary: SummaryParts): Record<string, number | null> {
  const found = [...namedValues(summary), ...partValues(summary.clients)];
  const values: Record<string, number | null> = {};
  for (const metric of metrics) {
    for (const { name, value, metric: own } of found) {
      if (own !== metric || metric.unit === 'word' || typeof value === 'string') continue;
      // Without a bound it is no number to compare.
      if (metric !== headroomMetric || value !== null) values[name] = value;
    }
  }
  return values;
}

/** The name without its subject: `p99` of `p99(shoppers)`. */
export function metricName(name: string): string {
  return name.replace(/\(.*$/s, '');
}

interface NamedValue extends SummaryValue {
  /** `null` = the catalogue does not have it. */
  readonly metric: Metric | null;
}

function namedValues({ clients, services, nodes, balancers, placement }: SummaryParts): NamedValue[] {
  const { headroom, ...cluster } = placement;
  return [
    ...subjects('client', clients),
    ...Object.entries(clients).map(([name, row]) => metricValue(errorRateMetric, name, errorRate(row))),
    ...subjects('service', services),
    ...Object.entries(headroom).map(([name, value]) => metricValue(headroomMetric, name, value)),
    ...subjects('node', nodes),
    ...subjects('balancer', balancers),
    ...fields('cluster', cluster, ''),
  ];
}

/** Where the time of each client's requests went. */
function partValues(clients: Subjects): NamedValue[] {
  return Object.entries(clients).flatMap(([subject, row]) => {
    const { parts } = row as Pick<ClientSummary, 'parts'>;
    return partMetrics.map(({ name, part, column }) =>
      metricValue(metricNamed(name) ?? null, subject, parts[part][column]),
    );
  });
}

const errorRateMetric = metricNamed('error_rate') ?? null;
const headroomMetric = metricNamed('headroom') ?? null;

function metricValue(metric: Metric | null, subject: string, value: number | null): NamedValue {
  return { metric, name: `${metric?.name ?? ''}(${subject})`, value };
}

function errorRate({
  requests = 0,
  errors = 0,
}: {
  readonly requests?: number;
  readonly errors?: number;
}): number | null {
  return requests === 0 ? null : errors / requests;
}

function subjects(kind: Metric['subject'], rows: Subjects): NamedValue[] {
  return Object.entries(rows).flatMap(([subject, row]) => fields(kind, row, `(${subject})`));
}

function fields(kind: Metric['subject'], row: object, suffix: string): NamedValue[] {
  return Object.entries(row as Readonly<Record<string, SummaryValue['value'] | object>>).flatMap(([field, value]) => {
    // The parts of a latency: they move when it does, and metricValues has them.
    if (typeof value === 'object' && value !== null) return [];
    const metric = catalogue.get(`${kind} ${field}`) ?? null;
    const inMs = metric?.unit === 'ms' && field.endsWith('_s') && typeof value === 'number';
    return [{ metric, name: `${metric?.name ?? field}${suffix}`, value: inMs ? value * msPerSecond : value }];
  });
}
