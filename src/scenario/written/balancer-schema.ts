import { z } from 'zod';
import { type AlgorithmParameter, comparedAlgorithms, problemWith, writtenName } from '../../simulation/vocabulary.ts';
import { limits } from '../limits.ts';
import { count, duration, expected, flag, name, positiveDuration, share, words } from './scalars.ts';
import { list, map } from './shapes.ts';

/** The written form of an item of `balancers`. */

const parameterForms = {
  count: z.number({ error: expected('a whole number') }).int('expected a whole number'),
  number: z.number({ error: expected('a number') }),
  duration,
  share,
} as const;

function parameterSchema(parameter: AlgorithmParameter) {
  const { description } = parameter;
  if (parameter.kind === 'flag') return flag.optional().meta({ description });
  const form: z.ZodType<number> = parameterForms[parameter.kind];
  return form
    .superRefine((value, context) => {
      const message = problemWith(parameter, value);
      if (message !== null) context.addIssue({ code: 'custom', message });
    })
    .optional()
    .meta({ description });
}

const byName = Object.entries(comparedAlgorithms).map(([algorithm, { description, parameters }]) => {
  const fields = Object.entries<AlgorithmParameter>(parameters).map(([parameter, each]): [string, z.ZodType] => [
    writtenName(parameter),
    parameterSchema(each),
  ]);
  return [algorithm, map(Object.fromEntries(fields), '{}').optional().meta({ description })] as const;
});

/** One algorithm by its name, or with parameters of its own: `{ power-of-d: { choices: 3 } }`. */
const algorithm = z
  .union([words, z.strictObject(Object.fromEntries(byName))], {
    error: expected('an algorithm such as leastconn, power-of-d or { power-of-d: { choices: 3 } }'),
  })
  .meta({
    description: `One of HAProxy’s as its balance line has it (roundrobin, leastconn, random(3), uri …), or: ${Object.keys(comparedAlgorithms).join(', ')}`,
    examples: ['leastconn', ...Object.keys(comparedAlgorithms)],
  });

const server = z.union(
  [
    words,
    map(
      {
        to: words.meta({ description: 'worker1:8080' }),
        weight: count(0, 'a weight', 256).optional(),
      },
      '{ to: worker1:8080, weight: 2 }',
    ),
  ],
  { error: expected('a server such as worker1:8080 or { to: worker1:8080, weight: 2 }') },
);

export const balancer = map(
  {
    name,
    config: words.optional().meta({ description: 'haproxy.cfg, relative to the scenario; or servers' }),
    algorithm: algorithm.optional(),
    servers: z
      .union([words, list(server, 'servers').min(1, 'needs at least one server')], {
        error: expected('nodes:8080, tasks:web:80, or a list of servers'),
      })
      .optional()
      .meta({ description: 'Without config: nodes:8080, tasks:web:80 (as they come and go), or a list' }),
    places: count(1, 'a number of servers', limits.replicas)
      .optional()
      .meta({ description: 'With tasks: how many of them it can have at once' }),
    port: count(1, 'a port', 65_535).optional().meta({ description: 'Without config: where it listens' }),
    hash_on: words.optional().meta({ description: 'source, path, hdr(NAME) or url_param(NAME)' }),
    check: positiveDuration.optional().meta({ description: 'Between two health checks (TCP) of a server' }),
    retries: count(0, 'a number of retries', 100).optional(),
    timeouts: map(
      { connect: positiveDuration.optional(), server: positiveDuration.optional(), queue: positiveDuration.optional() },
      '{ connect: 1s, server: 30s }',
    ).optional(),
    publish: list(z.string({ error: expected('ports such as "8888:80"') }), 'ports such as "8888:80"').optional(),
    version: z.union([z.string(), z.number()], { error: expected('a version of HAProxy such as "2.6"') }).optional(),
    start: duration.optional(),
    stop: duration.optional().meta({ description: 'From when on it takes no requests; it ends those that it has' }),
  },
  '{ name: haproxy, config: haproxy.cfg, publish: ["8888:80"] } or { name: lb, algorithm: leastconn, servers: nodes:8080 }',
);

export type WrittenBalancer = z.output<typeof balancer>;
