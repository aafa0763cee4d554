import { humanNumber, NOTHING } from '../words/human.ts';
import { humanQuantity } from '../words/quantity.ts';
import type { SummaryTable } from '../words/summary-tables.ts';
import type { Binding, Mix, PlanReport, PromiseResult, Question } from './plan-report.ts';

/** The values that were tried, each with its promises. */
export function planTable({ points }: PlanReport): SummaryTable {
  return {
    head: ['Value', 'Holds', 'Promise', 'Mean', 'Bound', 'Worst', 'Replications'],
    rows: points.flatMap(({ value, promises }) =>
      promises.map((result) => [
        humanNumber(value),
        result.holds ? '✓' : '✗',
        result.promise,
        valueInWords(result, result.mean),
        valueInWords(result, result.bound),
        result.loss === '' ? NOTHING : result.loss,
        String(result.replications),
      ]),
    ),
  };
}

/** The mixes that were tried, the answer marked. */
export function mixTable({ tried, counts, price }: Mix): SummaryTable {
  const groups = [...new Set(tried.flatMap((mix) => Object.keys(mix.counts)))];
  const isAnswer = (mix: Mix['tried'][number]): boolean =>
    mix.holds && mix.price === price && groups.every((group) => (mix.counts[group] ?? 0) === (counts[group] ?? 0));
  return {
    head: ['Price', ...groups, 'Holds', 'Answer'],
    rows: tried.map((mix) => [
      humanNumber(mix.price),
      ...groups.map((group) => String(mix.counts[group] ?? 0)),
      mix.holds ? '✓' : '✗',
      isAnswer(mix) ? 'cheapest' : '',
    ]),
  };
}

/** `how many replicas of web`, `which machines`. */
export function questionInWords({ noun, isPrice }: Question): string {
  return isPrice ? 'which machines' : `how many ${noun}`;
}

/** `from 1 to 100`, `with 0 to 20 machines of each shape`. */
export function rangeInWords({ isPrice, from, to }: Question): string {
  return isPrice ? `with ${from} to ${to} machines of each shape` : `from ${humanNumber(from)} to ${humanNumber(to)}`;
}

/** `1 replica of web`, `4 replicas of web`; of a path `images.web:1.concurrency = 4`. */
export function amountInWords(value: number, { noun, isPrice }: Question): string {
  if (isPrice) return `a price of ${humanNumber(value)}`;
  if (!noun.includes(' ')) return `${noun} = ${value}`;
  return `${value} ${value === 1 ? noun.replace(/(\w)s\b/, '$1') : noun}`;
}

/** What keeps the next value from being enough. */
export function bindingInWords({ promise, loss, resource, at }: Binding, question: Question): string {
  const when = loss === '' ? '' : `, ${loss}`;
  const short = resource === '' ? '' : `; what is short: ${resource}`;
  return `At ${amountInWords(at, question)}${when}, \`${promise}\` is not kept${short}.`;
}

export function surviveInWords(survive: PlanReport['survive']): string {
  return { nothing: 'no loss', 'any-node': 'the loss of any node', 'any-zone': 'the loss of any zone' }[survive];
}

export function valueInWords({ unit }: PromiseResult, value: number | null): string {
  return unit === 'word' ? NOTHING : humanQuantity(value, unit);
}
