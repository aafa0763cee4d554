import { z } from 'zod';
import { parseCpus } from '../../docker/units/cpus.ts';
import { parseGoDuration } from '../../docker/units/go-duration.ts';
import { parseSiSize } from '../../docker/units/si-size.ts';
import { grouped, limits } from '../limits.ts';

/** Single values of the written scenario: what they look like, and what they become. */

/** A message of the schema for a value that is not even of the right kind, or missing. */
export function expected(what: string) {
  return ({ input }: { readonly input?: unknown }): string =>
    input === undefined ? `missing: ${what}` : `expected ${what}, found ${show(input)}`;
}

export function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'nothing';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function readAs<T>(read: (text: string) => T) {
  return (text: string, context: z.RefinementCtx<string>): T => {
    try {
      return read(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  };
}

function text(what: string) {
  return z.string({ error: expected(what) });
}

const durationForm = 'a duration such as 10s, 1m30s or 200ms';

/** → ms. */
export const duration = text(durationForm)
  .transform(readAs(nonNegativeDuration))
  .meta({ description: 'Duration in Go’s notation: 10s, 1m30s, 200ms', examples: ['10s', '1m30s', '200ms'] });

/** → ms, above 0. */
export const positiveDuration = duration.refine((ms) => ms > 0, 'must be longer than nothing');

/** Go's words, and what would be right. */
function nonNegativeDuration(written: string): number {
  const ms = durationOf(written);
  if (ms < 0) throw new RangeError(`a duration cannot be negative: "${written}"`);
  return ms;
}

function durationOf(written: string): number {
  try {
    return parseGoDuration(written);
  } catch (error) {
    throw new RangeError(`expected ${durationForm}: ${(error as Error).message}`);
  }
}

/** → bytes. */
export const size = text('a size such as 4GiB, 120MB or 995.8MiB')
  .transform(readAs(parseSiSize))
  .refine((bytes) => Number.isSafeInteger(bytes), 'more bytes than can be counted')
  .meta({
    description: 'Size: B, kB, MB, GB, TB (powers of 1000) or KiB, MiB, GiB, TiB (powers of 1024)',
    examples: ['4GiB', '120MB'],
  });

/** → bytes, above 0. */
export const positiveSize = size.refine((bytes) => bytes > 0, 'must be more than nothing');

const nanoPerCpu = 1e9;

/** → whole nano-CPUs. */
export const cpus = z
  .union([z.number(), z.string()], { error: expected('a number of CPUs such as 2 or 0.5') })
  .transform((value, context) => readAs(cpusOf)(String(value), context as z.RefinementCtx<string>))
  .meta({ description: 'Number of CPUs', examples: [2, 0.5] });

function cpusOf(written: string): number {
  const nanoCpus = cpusInDockersWords(written);
  if (nanoCpus <= 0) throw new RangeError('must be more than 0');
  if (nanoCpus > limits.cpus * nanoPerCpu) throw new RangeError(`must be at most ${grouped(limits.cpus)}`);
  return nanoCpus;
}

function cpusInDockersWords(written: string): number {
  try {
    return parseCpus(written);
  } catch (error) {
    throw new RangeError(`expected a number of CPUs such as 2 or 0.5: ${(error as Error).message}`);
  }
}

const msPerUnit: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);
const rateForm = 'a rate such as 400/s or 5/m';

function parseRate(written: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\/(ms|s|m|h)$/.exec(written) ?? [];
  const unitMs = msPerUnit.get(unit);
  if (unitMs === undefined) throw new RangeError(`expected ${rateForm}, found "${written}"`);
  const perMs = Number(number) / unitMs;
  if (!Number.isFinite(perMs)) throw new RangeError(`the rate "${written}" is beyond all numbers`);
  return perMs;
}

/** → per ms. */
export const rate = text(rateForm)
  .transform(readAs(parseRate))
  .meta({ description: 'Rate: a number per ms, s, m or h', examples: ['400/s', '5/m'] });

const shareForm = 'a share from 0% to 100%, such as 1%';

function parseShare(written: string): number {
  const [, number = ''] = /^(\d+(?:\.\d+)?)%$/.exec(written) ?? [];
  const share = number === '' ? Number.NaN : Number(number) / 100;
  if (!(share >= 0 && share <= 1)) throw new RangeError(`expected ${shareForm}, found "${written}"`);
  return share;
}

/** → 0…1. */
export const share = text(shareForm)
  .transform(readAs(parseShare))
  .meta({ description: 'Share: 0% to 100%', examples: ['1%'] });

/** Which requests are traced: a share of all, or all that leave in a window. */
export type WrittenTrace = number | { readonly fromMs: number; readonly untilMs: number };

function parseTraceChoice(written: string): WrittenTrace {
  const [from = '', until, ...more] = written.split('..');
  if (until === undefined) return parseShare(written);
  if (more.length > 0) throw new RangeError(`expected a window such as 2m..2m10s, found "${written}"`);
  const window = { fromMs: nonNegativeDuration(from.trim()), untilMs: nonNegativeDuration(until.trim()) };
  if (window.untilMs <= window.fromMs) throw new RangeError(`the window "${written}" ends before it begins`);
  return window;
}

export const traceChoice = text('a share such as 1%, or a window such as 2m..2m10s')
  .transform(readAs(parseTraceChoice))
  .meta({
    description: 'Requests written to requests.csv and hops.csv: a share, or those of a window',
    examples: ['1%', '2m..2m10s'],
  });

export const flag = z.boolean({ error: expected('true or false') });

export function count(least: number, what: string, most = Number.MAX_SAFE_INTEGER) {
  return z
    .number({ error: expected(what) })
    .int({ error: ({ input }) => `expected a whole number, found ${input}`, abort: true })
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${grouped(most)}`);
}

/** A count, or `unlimited` → Infinity. */
export function bound(least: number, what: string) {
  return z
    .union([count(least, what), z.literal('unlimited')], { error: expected(`${what} or unlimited`) })
    .transform((value) => (value === 'unlimited' ? Number.POSITIVE_INFINITY : value));
}

/** Names of machines, balancers, clients: what Docker takes for a host name. */
export const name = text('a name')
  .regex(
    /^[a-zA-Z0-9](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9])?$/,
    'a name has letters and digits (and - _ . between them), without spaces',
  )
  .max(63, 'a name has at most 63 characters');

export const words = z
  .string({
    error: (issue) =>
      typeof issue.input === 'number' || typeof issue.input === 'boolean'
        ? `expected text, found ${issue.input}: write it in quotes`
        : expected('text')(issue),
  })
  .refine((written) => written.trim() !== '', 'must not be empty');

export const labels = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()], { error: expected('text') }).transform(String), {
    error: expected('a map of labels such as { zone: a }'),
  })
  .meta({ description: 'Labels', examples: [{ zone: 'a' }] });
