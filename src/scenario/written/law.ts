import { z } from 'zod';
import {
  type DistributionSpec,
  hyperexponentialByMeanAndCv2,
  lognormalByMeanAndCv,
  lognormalByMedianAndP99,
  makeSampler,
} from '../../simulation/vocabulary.ts';
import { duration, expected } from './scalars.ts';
import { list, map } from './shapes.ts';

const examples = '{ exponential: { mean: 8ms } } or { lognormal: { median: 8ms, p99: 60ms } }';

const positive = z.number({ error: expected('a number') }).positive('must be more than 0');
const shape = z
  .number({ error: expected('a whole number') })
  .int('expected a whole number')
  .min(1, 'must be at least 1');

const parameters = {
  uniform: map({ min: duration, max: duration }, '{ min: 5ms, max: 10ms }'),
  exponential: map({ mean: duration }, '{ mean: 8ms }'),
  erlang: map({ shape, mean: duration }, '{ shape: 4, mean: 8ms }'),
  lognormal: map(
    { median: duration.optional(), p99: duration.optional(), mean: duration.optional(), cv: positive.optional() },
    '{ median: 8ms, p99: 60ms } or { mean: 12ms, cv: 1.5 }',
  ),
  weibull: map({ shape: positive, scale: duration }, '{ shape: 0.8, scale: 8ms }'),
  pareto: map({ shape: positive, scale: duration }, '{ shape: 2.5, scale: 5ms }'),
  hyperexponential: map(
    {
      mean: duration.optional(),
      cv2: positive.optional(),
      branches: list(
        map({ probability: positive, mean: duration }, '{ probability: 0.1, mean: 50ms }'),
        'branches',
      ).optional(),
    },
    '{ mean: 8ms, cv2: 4 }',
  ),
  empirical: map(
    {
      values: list(duration, 'durations').min(1, 'needs at least one value'),
      weights: list(positive, 'weights').optional(),
    },
    '{ values: [5ms, 8ms, 20ms] }',
  ),
};

const lawByName = z
  .strictObject(parameters)
  .partial()
  .transform((written, context): DistributionSpec => {
    const [law, ...more] = Object.keys(written).filter((key) => written[key as keyof typeof written] !== undefined);
    if (law === undefined || more.length > 0) {
      context.addIssue({ code: 'custom', message: `name one law such as ${examples}` });
      return z.NEVER;
    }
    try {
      return checked(specOf(written));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      context.addIssue({ code: 'custom', message: withoutLaw(error.message), path: [law] });
      return z.NEVER;
    }
  });

/** Random durations → a law in ms. A scenario writes them as `8ms`, or as one of the laws with its parameters. */
export const law = z
  .union([duration.transform((value): DistributionSpec => ({ kind: 'constant', value })), lawByName], {
    error: expected(`a duration such as 8ms, or a law such as ${examples}`),
  })
  .meta({ description: `A duration, or a law of durations: ${examples}` });

type WrittenLaw = { readonly [K in keyof typeof parameters]?: z.output<(typeof parameters)[K]> | undefined };

function specOf(written: WrittenLaw): DistributionSpec {
  const { uniform, exponential, erlang, lognormal, weibull, pareto, hyperexponential, empirical } = written;
  if (uniform !== undefined) return { kind: 'uniform', ...uniform };
  if (exponential !== undefined) return { kind: 'exponential', ...exponential };
  if (erlang !== undefined) return { kind: 'erlang', ...erlang };
  if (lognormal !== undefined) return lognormalOf(lognormal);
  if (weibull !== undefined) return { kind: 'weibull', ...weibull };
  if (pareto !== undefined) return { kind: 'pareto', ...pareto };
  if (hyperexponential !== undefined) return hyperexponentialOf(hyperexponential);
  const { values = [], weights } = empirical ?? {};
  return weights === undefined ? { kind: 'empirical', values } : { kind: 'empirical', values, weights };
}

function lognormalOf({ median, p99, mean, cv }: z.output<typeof parameters.lognormal>): DistributionSpec {
  if (median !== undefined && p99 !== undefined && mean === undefined && cv === undefined)
    return lognormalByMedianAndP99(median, p99);
  if (mean !== undefined && cv !== undefined && median === undefined && p99 === undefined)
    return lognormalByMeanAndCv(mean, cv);
  throw new RangeError('give either median and p99, or mean and cv');
}

function hyperexponentialOf(written: z.output<typeof parameters.hyperexponential>): DistributionSpec {
  const { mean, cv2, branches } = written;
  if (mean !== undefined && cv2 !== undefined && branches === undefined) return hyperexponentialByMeanAndCv2(mean, cv2);
  if (branches !== undefined && mean === undefined && cv2 === undefined) return { kind: 'hyperexponential', branches };
  throw new RangeError('give either mean and cv2, or branches');
}

/** @throws {RangeError} which parameter is out of range */
function checked(spec: DistributionSpec): DistributionSpec {
  makeSampler(spec);
  return spec;
}

/** The path says already which law it is. */
function withoutLaw(message: string): string {
  return message.replace(/^[a-z]+: /, '');
}
