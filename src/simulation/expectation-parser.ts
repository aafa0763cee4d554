import { parseGoDuration } from '../docker/units/go-duration.ts';
import { UnitError } from '../docker/units/unit-error.ts';
import { type Metric, metricNamed, metrics } from '../metrics/catalogue.ts';
import type { Comparison, Expectation } from './expectation.ts';

/** An expectation that says nothing that can be checked; `offset` is where in its text, from 0. */
export class ExpectationError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'ExpectationError';
    this.offset = offset;
  }
}

const form = /^(\s*)([a-z_0-9]+)(?:(\s*\(\s*)([^,)]*?)(?:(\s*,\s*)([^)]*?))?\s*\))?\s*(<=|>=|==|!=|<|>)(\s*)(.*?)\s*$/;
const example = 'expected METRIC(SUBJECT) COMPARISON LIMIT, such as p99(shoppers, 0s..2m) < 250ms';

/**
 * Reads `p99(shoppers, 0s..2m) < 250ms`.
 *
 * @throws {ExpectationError} at the first thing that is wrong
 */
export function parseExpectation(text: string): Expectation {
  const match = form.exec(text);
  if (match === null) throw new ExpectationError(example, 0);
  const [, lead = '', name = '', open = '', subject, comma = '', window, comparison = '', gap = '', limit = ''] = match;
  const metric = metricNamed(name);
  if (metric === undefined) {
    const names = metrics.map((each) => each.name);
    throw new ExpectationError(`no metric is called "${name}"; there are: ${names.join(', ')}`, lead.length);
  }
  const subjectAt = lead.length + name.length + open.length;
  checkSubject(metric, subject, subjectAt);
  const windowAt = subjectAt + (subject ?? '').length + comma.length;
  const limitAt = text.lastIndexOf(`${comparison}${gap}${limit}`) + comparison.length + gap.length;
  return {
    text,
    metric: name,
    subject: subject ?? null,
    window: window === undefined ? null : parseWindow(metric, window, windowAt),
    comparison: comparison as Comparison,
    limit: parseLimit(metric, limit, limitAt),
  };
}

function checkSubject(metric: Metric, subject: string | undefined, offset: number): void {
  if (metric.subject === 'cluster') {
    if (subject !== undefined)
      throw new ExpectationError(`${metric.name} is of the whole cluster: write it without (…)`, offset);
  } else if (subject === undefined || subject === '') {
    throw new ExpectationError(`${metric.name} is of a ${metric.subject}: write ${metric.name}(NAME)`, offset);
  }
}

function parseWindow(metric: Metric, text: string, offset: number): { fromMs: number; toMs: number } {
  if (metric.subject !== 'client')
    throw new ExpectationError(`only metrics of clients have a window: ${metric.name} has none`, offset);
  const [from = '', to = '', ...more] = text.split('..');
  if (to === '' || more.length > 0)
    throw new ExpectationError(`expected a window such as 0s..2m, found "${text}"`, offset);
  const window = { fromMs: durationAt(from.trim(), offset), toMs: durationAt(to.trim(), offset) };
  if (window.toMs <= window.fromMs) throw new ExpectationError(`the window "${text}" ends before it begins`, offset);
  return window;
}

function parseLimit(metric: Metric, text: string, offset: number): number | string {
  if (metric.unit === 'word') {
    if (!/^[a-z_]+$/.test(text))
      throw new ExpectationError(`expected a word such as completed, found "${text}"`, offset);
    return text;
  }
  if (metric.unit === 'ms') return durationAt(text, offset);
  const percent = /^(-?\d+(?:\.\d+)?)\s?%$/.exec(text);
  if (metric.unit === 'share' && percent !== null) return Number(percent[1]) / 100;
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) {
    const wanted = metric.unit === 'share' ? 'a share such as 2% or 0.02' : 'a number';
    throw new ExpectationError(`${metric.name} is compared with ${wanted}, found "${text}"`, offset);
  }
  return Number(text);
}

function durationAt(text: string, offset: number): number {
  try {
    return parseGoDuration(text);
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    throw new ExpectationError(`expected a duration such as 250ms: ${error.message}`, offset);
  }
}
