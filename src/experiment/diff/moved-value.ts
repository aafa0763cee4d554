import { metricNamed, printMetric } from '../../simulation/vocabulary.ts';
import { metricName, type SummaryValue } from '../summary-values.ts';

/** A value that is another one in the second run. */
export interface MovedValue {
  readonly name: string;
  /** `undefined` = the run has no such value: it has no such client, service or node. */
  readonly before: SummaryValue['value'] | undefined;
  readonly after: SummaryValue['value'] | undefined;
}

/** Of the numbers in summary.json. */
const mostDecimals = 6;

/** Those that differ (a value that is none is as good as none at all), in the order of the first run, then what only the second one has. */
export function movedValues(before: readonly SummaryValue[], after: readonly SummaryValue[]): MovedValue[] {
  const first = new Map(before.map(({ name, value }) => [name, value]));
  const second = new Map(after.map(({ name, value }) => [name, value]));
  return [...new Set([...first.keys(), ...second.keys()])]
    .map((name) => ({ name, before: first.get(name), after: second.get(name) }))
    .filter(({ before: from = null, after: to = null }) => from !== to);
}

/** Name, before, after, change, change in percent; as people read them. */
export function movedCells(
  moved: MovedValue,
): [name: string, before: string, after: string, change: string, share: string] {
  const { name, before, after } = moved;
  return [name, printed(name, before), printed(name, after), ...changeCells(moved)];
}

function changeCells({ name, before, after }: MovedValue): [change: string, share: string] {
  if (typeof before !== 'number' || typeof after !== 'number') return ['', ''];
  const change = after - before;
  const sign = change > 0 ? '+' : '';
  return [
    `${sign}${printed(name, change)}`,
    before === 0 ? '' : `${sign}${withDigits((change / Math.abs(before)) * 100)} %`,
  ];
}

function printed(name: string, value: MovedValue['before']): string {
  if (value === undefined) return 'not there';
  const metric = metricNamed(metricName(name));
  if (metric !== undefined) return printMetric(metric, value);
  if (value === null) return '–';
  return typeof value === 'number' ? String(Number(value.toFixed(mostDecimals))) : value;
}

/** Three significant digits: what moved a little must not read as 0. */
function withDigits(value: number): string {
  return String(Number(value.toPrecision(3)));
}
