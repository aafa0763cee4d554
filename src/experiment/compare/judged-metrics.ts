import { InputError } from '../../scenario/input-error.ts';
import { suggestion } from '../../scenario/suggest.ts';
import { type Metric, metricNamed } from '../../simulation/vocabulary.ts';

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
  if (asked === null) return firstMetrics.flatMap((first) => known.filter((name) => wordOf(name) === first));
  for (const name of asked) if (!known.includes(name)) refuse(name, known);
  return [...new Set(asked)];
}

/** The catalogue's entry of `p99(shoppers)`. */
export function metricOf(name: string): Metric {
  const metric = metricNamed(wordOf(name));
  if (metric === undefined) throw new Error(`the catalogue has no metric ${name}`);
  return metric;
}

function wordOf(name: string): string {
  return name.replace(/\(.*/, '');
}

function refuse(name: string, known: readonly string[]): never {
  const metric = metricNamed(wordOf(name));
  const subjects = known.filter((each) => wordOf(each) === wordOf(name));
  const hint =
    metric !== undefined && subjects.length > 0 ? `; there are: ${subjects.join(', ')}` : suggestion(name, known);
  const message = `no metric is called "${name}" in every variant${hint} (docs/metrics.md has all of them)`;
  throw new InputError([{ file: `--metric ${name}`, line: 0, column: 0, message }]);
}
