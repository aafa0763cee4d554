import { z } from 'zod';
import {
  type DistributionSpec,
  hyperexponentialByMeanAndCv2,
  lognormalByMeanAndCv,
  lognormalByMedianAndP99,
} from '../../simulation/vocabulary.ts';
import { duration, show } from './scalars.ts';

const positive = z
  .number({ error: ({ input }) => `expected a number, found ${show(input)}` })
  .positive('must be more than 0');

/** Random durations, as a scenario writes them: `8ms`, or one of these with its parameters. */
const lawByName = z
  .strictObject({
    uniform: z.strictObject({ min: duration, max: duration }).optional(),
    exponential: z.strictObject({ mean: duration }).optional(),
    erlang: z.strictObject({ shape: positive, mean: duration }).optional(),
    lognormal: z
      .strictObject({
        median: duration.optional(),
        p99: duration.optional(),
        mean: duration.optional(),
        cv: positive.optional(),
      })
      .optional(),
    weibull: z.strictObject({ shape: positive, scale: duration }).optional(),
    pareto: z.strictObject({ shape: positive, scale: duration }).optional(),
    hyperexponential: z
      .strictObject({
        mean: duration.optional(),
        cv2: positive.optional(),
        branches: z.array(z.strictObject({ probability: positive, mean: duration })).optional(),
      })
      .optional(),
    empirical: z.strictObject({ values: z.array(duration).min(1), weights: z.array(positive).optional() }).optional(),
  })
  .transform((written, context): DistributionSpec => {
    const given = Object.entries(written).filter(([, parameters]) => parameters !== undefined);
    if (given.length !== 1) {
      context.addIssue({ code: 'custom', message: `name one law, ${lawNames}; found ${given.length}` });
      return z.NEVER;
    }
    try {
      return specOf(written);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message, path: [given[0]?.[0] ?? ''] });
      return z.NEVER;
    }
  });

const lawNames = 'such as { exponential: { mean: 8ms } } or { lognormal: { median: 8ms, p99: 60ms } }';

/** → a law in ms. */
export const law = z
  .union([duration.transform((value): DistributionSpec => ({ kind: 'constant', value })), lawByName], {
    error: ({ input }) => `expected a duration such as 8ms, or a law ${lawNames}, found ${show(input)}`,
  })
  .meta({ description: `A duration, or a random one: ${lawNames}` });

type WrittenLaw = z.input<typeof lawByName>;
type ReadLaw = { readonly [K in keyof WrittenLaw]?: unknown } & Record<string, unknown>;

function specOf(written: ReadLaw): DistributionSpec {
  if (written.uniform !== undefined) return { kind: 'uniform', ...(written.uniform as { min: number; max: number }) };
  if (written.exponential !== undefined) return { kind: 'exponential', ...(written.exponential as { mean: number }) };
  if (written.erlang !== undefined) return { kind: 'erlang', ...(written.erlang as { shape: number; mean: number }) };
  if (written.weibull !== undefined)
    return { kind: 'weibull', ...(written.weibull as { shape: number; scale: number }) };
  if (written.pareto !== undefined) return { kind: 'pareto', ...(written.pareto as { shape: number; scale: number }) };
  if (written.empirical !== undefined) return { kind: 'empirical', ...(written.empirical as { values: number[] }) };
  if (written.lognormal !== undefined) return lognormal(written.lognormal as Record<string, number | undefined>);
  return hyperexponential(written.hyperexponential as Hyperexponential);
}

function lognormal({ median, p99, mean, cv }: Record<string, number | undefined>): DistributionSpec {
  if (median !== undefined && p99 !== undefined && mean === undefined && cv === undefined)
    return lognormalByMedianAndP99(median, p99);
  if (mean !== undefined && cv !== undefined && median === undefined && p99 === undefined)
    return lognormalByMeanAndCv(mean, cv);
  throw new RangeError('give either median and p99, or mean and cv');
}

interface Hyperexponential {
  readonly mean?: number;
  readonly cv2?: number;
  readonly branches?: { probability: number; mean: number }[];
}

function hyperexponential({ mean, cv2, branches }: Hyperexponential): DistributionSpec {
  if (mean !== undefined && cv2 !== undefined && branches === undefined) return hyperexponentialByMeanAndCv2(mean, cv2);
  if (branches !== undefined && mean === undefined && cv2 === undefined) return { kind: 'hyperexponential', branches };
  throw new RangeError('give either mean and cv2, or branches');
}
