import { z } from 'zod';
import { parseCpus } from '../../docker/units/cpus.ts';
import { parseGoDuration } from '../../docker/units/go-duration.ts';
import { parseSiSize } from '../../docker/units/si-size.ts';

/** Single values of the written scenario: what they look like, and what they become. */

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
  return z.string({
    error: ({ input }) => (input === undefined ? `missing: ${what}` : `expected ${what}, found ${show(input)}`),
  });
}

export function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  return value === null ? 'nothing' : JSON.stringify(value);
}

/** → ms. */
export const duration = text('a duration such as 10s, 1m30s or 200ms')
  .transform(readAs(nonNegativeDuration))
  .meta({ description: 'Duration in Go’s notation: 10s, 1m30s, 200ms', examples: ['10s', '1m30s', '200ms'] });

/** → ms, above 0. */
export const positiveDuration = duration.refine((ms) => ms > 0, 'must be longer than nothing');

function nonNegativeDuration(written: string): number {
  const ms = parseGoDuration(written);
  if (ms < 0) throw new RangeError(`negative duration "${written}"`);
  return ms;
}

/** → bytes. */
export const size = text('a size such as 4GiB, 120MB or 995.8MiB')
  .transform(readAs(parseSiSize))
  .meta({
    description: 'Size: B, kB, MB, GB, TB (powers of 1000) or KiB, MiB, GiB, TiB (powers of 1024)',
    examples: ['4GiB', '120MB'],
  });

/** → whole nano-CPUs. */
export const cpus = z
  .union([z.number(), z.string()], {
    error: ({ input }) =>
      input === undefined
        ? 'missing: a number of CPUs such as 2 or 0.5'
        : `expected a number of CPUs such as 2 or 0.5, found ${show(input)}`,
  })
  .transform((value, context) => readAs(parseCpus)(String(value), context as z.RefinementCtx<string>))
  .refine((nanoCpus) => nanoCpus > 0, 'must be more than 0')
  .meta({ description: 'Number of CPUs', examples: [2, 0.5] });

const perMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function parseRate(written: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\/(ms|s|m|h)$/.exec(written) ?? [];
  const unitMs = perMs[unit];
  if (unitMs === undefined)
    throw new RangeError(`invalid rate "${written}": expected a number per s, m or h, such as 400/s or 5/m`);
  return Number(number) / unitMs;
}

/** → per ms. */
export const rate = text('a rate such as 400/s or 5/m')
  .transform(readAs(parseRate))
  .meta({ description: 'Rate: a number per ms, s, m or h', examples: ['400/s', '5/m'] });

function parseShare(written: string): number {
  const [, number = ''] = /^(\d+(?:\.\d+)?)%$/.exec(written) ?? [];
  const share = number === '' ? Number.NaN : Number(number) / 100;
  if (!(share >= 0 && share <= 1)) throw new RangeError(`invalid share "${written}": expected 0% to 100%`);
  return share;
}

/** → 0…1. */
export const share = text('a share such as 1%')
  .transform(readAs(parseShare))
  .meta({ description: 'Share: 0% to 100%', examples: ['1%'] });

export function count(least: number, what: string) {
  return z
    .number({
      error: ({ input }) => (input === undefined ? `missing: ${what}` : `expected ${what}, found ${show(input)}`),
    })
    .int(`expected a whole number`)
    .min(least, `must be at least ${least}`);
}

/** A count, or `unlimited` → Infinity. */
export function bound(least: number, what: string) {
  return z
    .union([count(least, what), z.literal('unlimited')], {
      error: ({ input }) => `expected ${what} or unlimited, found ${show(input)}`,
    })
    .transform((value) => (value === 'unlimited' ? Number.POSITIVE_INFINITY : value));
}

/** Names of machines, services, clients: what Docker takes for a host name. */
export const name = text('a name')
  .regex(/^[a-zA-Z0-9](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9])?$/, 'a name has letters, digits, and - _ . inside')
  .max(63, 'a name has at most 63 characters');

export const words = text('text');

export const labels = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String), {
    error: ({ input }) => `expected a map of labels such as { zone: a }, found ${show(input)}`,
  })
  .meta({ description: 'Labels', examples: [{ zone: 'a' }] });
