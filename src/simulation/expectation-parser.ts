import { parseGoDuration } from '../docker/units/go-duration.ts';
import { UnitError } from '../docker/units/unit-error.ts';
import { closestName } from '../kernel/closest-name.ts';
import { type Metric, metricNamed, metrics } from '../metrics/catalogue.ts';
import type { UpdateState } from '../swarm/objects/service.ts';
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

const example = 'expected METRIC(SUBJECT) COMPARISON LIMIT, such as p99(shoppers, 0s..2m) < 250ms';
const metricForm = /\s*([a-z_0-9]+)\s*/iy;
const comparisonForm = /\s*(<=|>=|==|!=|<|>)\s*/y;
const phaseForm = /^phase\s+(['"])([^'"]+)\1$/;
/** What `update_state` can be; `none` = there was no update. */
const updateStates: readonly (UpdateState | 'none')[] = [
  'updating',
  'paused',
  'completed',
  'rollback_started',
  'rollback_paused',
  'rollback_completed',
  'none',
];

/** A part of the text, and where it begins. */
interface Part {
  readonly text: string;
  readonly at: number;
}

/**
 * Reads `p99(shoppers, 0s..2m) < 250ms`.
 *
 * @throws {ExpectationError} at the first thing that is wrong
 */
export function parseExpectation(text: string): Expectation {
  const { name, end: nameEnd } = readMetricName(text);
  const metric = metricNamed(name.text);
  if (metric === undefined) throw unknownMetric(name);
  const { subject, window, end } = readSubject(text, nameEnd);
  checkSubject(metric, subject, name.at);
  const { comparison, end: comparisonEnd } = readComparison(text, end);
  const limit = trimmed(text.slice(comparisonEnd), comparisonEnd);
  if (limit.text === '') throw new ExpectationError(`the limit is missing: ${example}`, limit.at);
  return {
    text,
    metric: metric.name,
    subject: subject === null ? null : subject.text,
    ...(window === null ? { phase: null, window: null } : readStretch(metric, window)),
    comparison: checkedComparison(metric, comparison),
    limit: readLimit(metric, limit),
  };
}

function readMetricName(text: string): { name: Part; end: number } {
  metricForm.lastIndex = 0;
  const [matched, name] = metricForm.exec(text) ?? [];
  if (matched === undefined || name === undefined) throw new ExpectationError(example, 0);
  return { name: { text: name, at: matched.indexOf(name) }, end: matched.length };
}

function unknownMetric({ text, at }: Part): ExpectationError {
  const names = metrics.map((metric) => metric.name);
  const meant = closestName(text, names);
  const hint = meant === null ? `; there are: ${names.join(', ')}` : ` – did you mean "${meant}"?`;
  return new ExpectationError(`no metric is called "${text}"${hint}`, at);
}

/** What stands in brackets, if there are any at `at`. */
function readSubject(text: string, at: number): { subject: Part | null; window: Part | null; end: number } {
  if (text[at] !== '(') return { subject: null, window: null, end: at };
  const close = text.indexOf(')', at);
  if (close === -1) throw new ExpectationError(`this ( is not closed: ${example}`, at);
  const inside = text.slice(at + 1, close);
  const comma = inside.indexOf(',');
  const subject = trimmed(comma === -1 ? inside : inside.slice(0, comma), at + 1);
  const window = comma === -1 ? null : trimmed(inside.slice(comma + 1), at + 1 + comma + 1);
  return { subject, window, end: close + 1 };
}

function trimmed(text: string, at: number): Part {
  return { text: text.trim(), at: at + text.length - text.trimStart().length };
}

function checkSubject(metric: Metric, subject: Part | null, at: number): void {
  if (metric.subject === 'cluster') {
    if (subject !== null)
      throw new ExpectationError(`${metric.name} is of the whole cluster: write it without (…)`, subject.at);
  } else if (subject === null || subject.text === '') {
    throw new ExpectationError(
      `${metric.name} is of a ${metric.subject}: write ${metric.name}(NAME)`,
      subject === null ? at : subject.at,
    );
  }
}

function readComparison(text: string, at: number): { comparison: Part; end: number } {
  comparisonForm.lastIndex = at;
  const [matched, sign] = comparisonForm.exec(text) ?? [];
  if (matched !== undefined && sign !== undefined)
    return { comparison: { text: sign, at: at + matched.indexOf(sign) }, end: at + matched.length };
  const rest = trimmed(text.slice(at), at);
  const found = rest.text === '' ? 'nothing' : `"${rest.text}"`;
  throw new ExpectationError(`expected a comparison (<, <=, >, >=, == or !=), found ${found}`, rest.at);
}

function checkedComparison(metric: Metric, { text, at }: Part): Comparison {
  if (metric.unit === 'word' && text !== '==' && text !== '!=')
    throw new ExpectationError(`${metric.name} is a word: compare it with == or !=`, at);
  return text as Comparison;
}

/** A window of time, or a phase by its name. */
function readStretch(metric: Metric, part: Part): Pick<Expectation, 'phase' | 'window'> {
  if (!metric.overStretches) {
    const message = `only metrics of clients, lengths of queues and utilisation have a window or a phase: ${metric.name} has none`;
    throw new ExpectationError(message, part.at);
  }
  if (!/^phase\b/.test(part.text)) return { phase: null, window: readWindow(part) };
  const [, , name] = phaseForm.exec(part.text) ?? [];
  if (name === undefined)
    throw new ExpectationError(`expected a phase such as phase 'update web', found "${part.text}"`, part.at);
  return { phase: name, window: null };
}

function readWindow({ text, at }: Part): { fromMs: number; toMs: number } {
  const [from = '', to = '', ...more] = text.split('..');
  if (from.trim() === '' || to.trim() === '' || more.length > 0)
    throw new ExpectationError(`expected a window such as 0s..2m, or phase 'update web', found "${text}"`, at);
  const window = {
    fromMs: readDuration(trimmed(from, at)),
    toMs: readDuration(trimmed(to, at + from.length + '..'.length)),
  };
  if (window.toMs <= window.fromMs) throw new ExpectationError(`the window "${text}" ends before it begins`, at);
  return window;
}

function readLimit(metric: Metric, { text, at }: Part): number | string {
  if (metric.unit === 'ms') return readDuration({ text, at });
  if (metric.unit === 'word') {
    if (!updateStates.some((state) => state === text))
      throw new ExpectationError(`${metric.name} is one of ${updateStates.join(', ')}, never "${text}"`, at);
    return text;
  }
  const percent = /^(-?\d+(?:\.\d+)?)\s?%$/.exec(text);
  if (metric.unit === 'share' && percent !== null) return Number(percent[1]) / 100;
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  const wanted = metric.unit === 'share' ? 'a share such as 2% or 0.02' : 'a number';
  throw new ExpectationError(`${metric.name} is compared with ${wanted}, found "${text}"`, at);
}

function readDuration({ text, at }: Part): number {
  try {
    return parseGoDuration(text);
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    throw new ExpectationError(`expected a duration such as 250ms: ${error.message}`, at);
  }
}
