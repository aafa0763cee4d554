import { InputError } from '../../scenario/input-error.ts';
import { suggestion } from '../../scenario/suggest.ts';
import { callsOf, type Scenario } from '../../simulation/scenario.ts';
import { type Metric, measuredNames, metricNamed, metrics } from '../../simulation/vocabulary.ts';
import { metricName } from '../summary-values.ts';

/** What a reader wants first: what requests see, what services have, how tasks lie. */
const firstMetrics: readonly string[] = [
  'mean',
  'p99',
  'error_rate',
  'availability',
  'time_to_recover',
  'pending',
  'pending_max',
  'moves',
  'imbalance_sd',
  'fragmentation_cpu',
  'fragmentation_memory',
];

/**
 * The metrics that a comparison judges.
 *
 * @param asked names such as `p99(shoppers)`; `null` = the first ones of every client, service and the cluster
 * @param known those of which every variant has a value, or has none in this run
 * @throws {InputError} if one is asked for that is not known
 */
export function judgedMetrics(asked: readonly string[] | null, known: readonly string[]): string[] {
  if (asked === null) return firstMetrics.flatMap((first) => known.filter((name) => metricName(name) === first));
  for (const name of asked) if (!known.includes(name)) refuse(name, known);
  return [...new Set(asked)];
}

/**
 * Finds early what can be known without a run: services may come with the timeline.
 *
 * @throws {InputError} if the catalogue has no such metric, or the scenario no such client or node
 */
export function checkMetric(name: string, { clients, images, cluster, balancers }: Scenario): void {
  const [, subject = null] = /\((.*)\)$/.exec(name) ?? [];
  const metric = metricNamed(metricName(name));
  const words = metrics.filter(({ unit }) => unit !== 'word').map((each) => each.name);
  if (metric === undefined || metric.unit === 'word')
    throw wrongMetric(
      name,
      `no metric that is a number is called "${metricName(name)}"${suggestion(metricName(name), words)}`,
    );
  const form = metric.subject === 'cluster' ? metric.name : `${metric.name}(NAME)`;
  if ((subject === null) !== (metric.subject === 'cluster'))
    throw wrongMetric(
      name,
      `it is of ${metric.subject === 'cluster' ? 'the whole cluster' : `a ${metric.subject}`}: write ${form}`,
    );
  const subjects = {
    client: measuredNames(clients, callsOf(images)),
    node: cluster.nodes.map((node) => node.name),
    balancer: balancers.map((balancer) => balancer.name),
    service: null,
    cluster: null,
  };
  const names = subjects[metric.subject];
  if (names !== null && !names.includes(subject ?? ''))
    throw wrongMetric(name, `no ${metric.subject} is called "${subject}"${suggestion(subject ?? '', names)}`);
}

function wrongMetric(name: string, message: string): InputError {
  return new InputError([{ file: `--metric ${name}`, line: 0, column: 0, message }]);
}

/** The catalogue's entry of `p99(shoppers)`. */
export function metricOf(name: string): Metric {
  const metric = metricNamed(metricName(name));
  if (metric === undefined) throw new Error(`the catalogue has no metric ${name}`);
  return metric;
}

function refuse(name: string, known: readonly string[]): never {
  const subjects = known.filter((each) => metricName(each) === metricName(name));
  throw wrongMetric(name, `not every variant has it${suggestion(name, subjects)} (docs/metrics.md has all metrics)`);
}
