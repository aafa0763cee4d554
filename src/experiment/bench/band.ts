import { z } from 'zod';
import { duration, expected } from '../../scenario/written/scalars.ts';
import type { SummaryValue } from '../summary-values.ts';

/** How far a metric may lie from its baseline. */
export interface Band {
  readonly kind: 'relative' | 'absolute';
  /** A share of the baseline; or an amount in the metric's base unit (ms, share, count). */
  readonly width: number;
  /** As it was written. */
  readonly text: string;
}

const form = 'a band: 5% of the baseline, an amount such as 2, or a duration such as 10ms';
const percentage = /^(\d+(?:\.\d+)?)\s?%$/;

/** `5%` → relative, `2` and `10ms` → absolute. */
export const bandSchema = z
  .union([z.number().nonnegative('a band cannot be negative'), z.string()], { error: expected(form) })
  .transform((written, context): Band => {
    const text = String(written);
    if (typeof written === 'number') return { kind: 'absolute', width: written, text };
    const [, percent] = percentage.exec(written) ?? [];
    if (percent !== undefined) return { kind: 'relative', width: Number(percent) / 100, text };
    const ms = duration.safeParse(written);
    if (ms.success) return { kind: 'absolute', width: ms.data, text };
    context.addIssue({ code: 'custom', message: `expected ${form}; found "${written}"` });
    return z.NEVER;
  });

/** Room for what computers lose of decimal fractions: 105 is within 5 % of 100. */
const roundingSlack = 1 + 1e-9;

/** Words, and what there was not or is not any more, are never within a band. */
export function isWithin(band: Band, before: SummaryValue['value'] | undefined, after: typeof before): boolean {
  if (typeof before !== 'number' || typeof after !== 'number') return before === after;
  const width = band.kind === 'relative' ? Math.abs(before) * band.width : band.width;
  return Math.abs(after - before) <= width * roundingSlack;
}
