import { z } from 'zod';
import { errorKinds } from '../../simulation/vocabulary.ts';
import { limits } from '../limits.ts';
import { connections } from './connections.ts';
import { content, said } from './content.ts';
import { law } from './law.ts';
import { count, duration, expected, flag, name, positiveDuration, rate, share, traceChoice, words } from './scalars.ts';
import { choice, list, map } from './shapes.ts';

/** The written form of an item of `traffic`. */

const points = list(
  map({ at: duration, rate }, '{ at: 0s, rate: 100/s }'),
  'points such as { at: 0s, rate: 100/s }',
).min(1, 'needs at least one point');

const weight = z.number({ error: expected('a weight such as 1') }).min(0, 'must not be negative');

const rateProfile = map(
  {
    rate: rate.optional(),
    steps: points.optional(),
    ramp: points.optional(),
    daily: map(
      {
        low: rate,
        high: rate,
        peak_hour: z
          .number({ error: expected('an hour from 0 to 24') })
          .min(0, 'must be at least 0')
          .max(24, 'must be at most 24')
          .optional(),
      },
      '{ low: 50/s, high: 400/s }',
    ).optional(),
    bursts: list(
      map(
        {
          rate: rate.optional(),
          factor: z
            .number({ error: expected('a factor such as 3') })
            .min(0, 'must not be negative')
            .optional()
            .meta({ description: 'In place of rate: how many times the rate, steps, ramp or daily beside bursts' }),
          stays: law,
          next: list(weight, 'weights of the states').optional().meta({
            description:
              'What comes next, as a weight of each state; default: the next one, and the first after the last',
          }),
        },
        '{ rate: 400/s, stays: { exponential: { mean: 2s } } }',
      ),
      'states such as { rate: 400/s, stays: { exponential: { mean: 2s } } }',
    )
      .min(2, 'needs at least two states')
      .optional()
      .meta({ description: 'Switches between states by chance; begins in the first' }),
  },
  '{ rate: 400/s }',
);

const arrivals = map(
  {
    poisson: rateProfile.optional(),
    constant: rateProfile.optional(),
    every: law.optional().meta({ description: 'Independent gaps of this law' }),
    at: list(duration, 'times such as 30s')
      .min(1, 'needs at least one time')
      .optional()
      .meta({ description: 'One request at each of these times of the run' }),
    trace: words
      .optional()
      .meta({ description: 'CSV file of time_s and, if known, duration_ms, relative to the scenario' }),
  },
  '{ poisson: { rate: 400/s } }',
);

export const retries = map(
  {
    attempts: count(2, 'a number of attempts', limits.attempts).meta({ description: 'At most, the first included' }),
    on: list(choice(...errorKinds), 'kinds of error')
      .min(1, 'needs at least one kind')
      .optional()
      .meta({
        description: 'What is tried again; default: all errors',
      }),
    backoff: z
      .union([
        duration.transform((base): { base: number; factor?: number; max?: number } => ({ base })),
        map(
          {
            base: duration,
            factor: z
              .number({ error: expected('a factor such as 2') })
              .min(1, 'must be at least 1')
              .optional(),
            max: duration.optional(),
          },
          '{ base: 100ms, factor: 2, max: 10s }',
        ),
      ])
      .optional()
      .meta({ description: 'The wait before a retry; default: none' }),
    jitter: choice('none', 'full', 'equal', 'decorrelated').optional(),
    budget: share.optional().meta({ description: 'Retries at most, as a share of the requests of the last 10 s' }),
    try_timeout: positiveDuration.optional().meta({ description: 'Of one attempt' }),
  },
  '{ attempts: 3, backoff: 100ms }',
);

export const hedge = map(
  {
    after: positiveDuration.meta({ description: 'Without an answer for so long: the same request once more' }),
    most: count(1, 'a number of further requests', limits.attempts).optional(),
    cancel: flag.optional().meta({
      description: 'The others are withdrawn when one is answered',
    }),
  },
  '{ after: 20ms }',
);

export const client = map(
  {
    name,
    to: words.meta({ description: 'haproxy:8888, worker1:8080, nodes:8080 or service:web:80' }),
    arrivals: arrivals.optional().meta({ description: 'When requests leave, whatever became of those before' }),
    users: count(1, 'a number of users', limits.users).optional().meta({
      description: 'Instead of arrivals: each sends, waits for the answer, thinks, and sends again',
    }),
    think: law.optional().meta({ description: 'How long a user thinks' }),
    timeout: positiveDuration.optional().meta({ description: 'Of a request, all its tries included' }),
    on_timeout: choice('leave', 'cancel').optional().meta({
      description: 'cancel: the work of what is given up is withdrawn; leave (default): it goes on',
    }),
    retries: retries.optional(),
    hedge: hedge.optional(),
    from: duration.optional(),
    until: duration.optional(),
    latency: law.optional().meta({ description: 'Its own latency, each way, to whatever it asks' }),
    sending: law.optional().meta({
      description: 'From the first byte of a request to its last one; a balancer in http mode waits for that',
    }),
    demand: law.optional(),
    classes: list(
      map({ name, share, demand: law.optional(), ...said }, '{ name: search, share: 10%, demand: 80ms }'),
      'classes',
    )
      .min(2, 'needs at least two classes')
      .max(limits.classes, `at most ${limits.classes} classes`)
      .optional()
      .meta({
        description:
          'Kinds of its requests, with a CPU time and words of their own; each is measured by itself, as CLIENT/CLASS',
      }),
    ...content,
    node: words.optional().meta({ description: 'The machine it runs on, if it asks a service by its name' }),
    dns: z
      .union([z.enum(['each', 'once']), map({ every: positiveDuration }, '{ every: 30s }')], {
        error: expected('each, once or { every: 30s }'),
      })
      .optional()
      .meta({
        description: 'When it asks DNS for the address of a service in mode dnsrr. Default: for each connection',
      }),
    connections: connections.optional().meta({ description: 'Keeps its TCP connections; each stays on its task' }),
    trace: traceChoice.optional(),
  },
  '{ name: shoppers, to: nodes:8080, arrivals: { poisson: { rate: 400/s } } }',
);

export type WrittenClient = z.output<typeof client>;
export type WrittenArrivals = z.output<typeof arrivals>;
export type WrittenRateProfile = z.output<typeof rateProfile>;
export type WrittenRetries = z.output<typeof retries>;
