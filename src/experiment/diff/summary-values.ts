import { type Metric, metrics } from '../../simulation/vocabulary.ts';

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
  readonly placement: { readonly headroom: Readonly<Record<string, number | null>> };
}

type Subjects = Readonly<Record<string, object>>;

const msPerSecond = 1000;

/** By subject and field of the summary. */
const catalogue: ReadonlyMap<string, Metric> = new Map(
  metrics.flatMap((metric) =>
    metric.column === null ? [] : [[`${metric.subject} ${metric.column}`, metric] as const],
  ),
);

/** All of them, in the summary's order; each name once. */
export function summaryValues({ clients, services, nodes, placement }: SummaryParts): SummaryValue[] {
  const { headroom, ...cluster } = placement;
  return [
    ...subjects('client', clients),
    ...Object.entries(clients).map(([name, row]) => ({ name: `error_rate(${name})`, value: errorRate(row) })),
    ...subjects('service', services),
    ...Object.entries(headroom).map(([name, value]) => ({ name: `headroom(${name})`, value })),
    ...subjects('node', nodes),
    ...fields('cluster', cluster, ''),
  ];
}

/** The name without its subject: `p99` of `p99(shoppers)`. */
export function metricOf(name: string): string {
  return name.replace(/\(.*$/s, '');
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

function subjects(kind: Metric['subject'], rows: Subjects): SummaryValue[] {
  return Object.entries(rows).flatMap(([subject, row]) => fields(kind, row, `(${subject})`));
}

function fields(kind: Metric['subject'], row: object, suffix: string): SummaryValue[] {
  return Object.entries(row as Readonly<Record<string, SummaryValue['value']>>).map(([field, value]) => {
    const metric = catalogue.get(`${kind} ${field}`);
    const inMs = metric?.unit === 'ms' && field.endsWith('_s') && typeof value === 'number';
    return { name: `${metric?.name ?? field}${suffix}`, value: inMs ? value * msPerSecond : value };
  });
}
