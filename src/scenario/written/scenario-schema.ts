import { z } from 'zod';
import { law } from './law.ts';
import {
  bound,
  count,
  cpus,
  duration,
  labels,
  name,
  positiveDuration,
  rate,
  share,
  show,
  size,
  words,
} from './scalars.ts';

/** The written form of a scenario: what may stand where. Defaults are in defaults.ts, what refers to what in the read-… files. */

function list<T extends z.ZodType>(item: T, what: string) {
  return z.array(item, { error: ({ input }) => `expected a list of ${what}, found ${show(input)}` });
}

const node = z.strictObject({
  name,
  count: count(1, 'a number of machines')
    .optional()
    .meta({ description: 'That many machines, called name1, name2, …' }),
  role: z.enum(['manager', 'worker']).optional(),
  cpus,
  memory: size,
  address: words.optional().meta({ description: 'IPv4 address; with count, of the first one' }),
  labels: labels.optional(),
  engine_labels: labels.optional(),
  os: words.optional(),
  arch: words.optional(),
  availability: z.enum(['active', 'pause', 'drain']).optional(),
  generic_resources: z.record(z.string(), z.union([count(1, 'a count'), z.array(z.string()).min(1)])).optional(),
  download: size.optional().meta({ description: 'Bytes per second that it can pull' }),
});

const cluster = z.strictObject({
  swarm: z
    .enum(['ready', 'none'])
    .optional()
    .meta({ description: 'ready (default): a swarm at time 0; none: bare engines' }),
  nodes: list(node, 'machines').min(1, 'a cluster needs at least one machine'),
  registry: z
    .strictObject({ bandwidth: size.meta({ description: 'Bytes per second, shared by the nodes that pull' }) })
    .optional(),
  task_history_limit: z.number().int().optional(),
  heartbeat: positiveDuration.optional(),
});

const image = z.strictObject({
  like: words.optional().meta({ description: 'Another image, whose keys hold where this one is silent' }),
  size: size.optional(),
  cached: z.boolean().optional().meta({ description: 'Already on every node' }),
  missing: z.boolean().optional().meta({ description: 'No such image in any registry' }),
  create: law.optional(),
  start: law.optional().meta({ description: 'From ready to running' }),
  listens_after: law.optional().meta({ description: 'Refuses connections until so long after running' }),
  on_stop: z
    .union([z.enum(['exit', 'ignore']), z.strictObject({ exit: law.optional(), drain: duration.optional() })], {
      error: ({ input }) => `expected exit, ignore, { exit: 100ms } or { drain: 10s }, found ${show(input)}`,
    })
    .optional(),
  exits: z.strictObject({ after: law, code: z.number().int().min(0).max(255).optional() }).optional(),
  demand: law.optional().meta({ description: 'CPU time of one request' }),
  concurrency: bound(1, 'a number of requests').optional(),
  backlog: bound(0, 'a number of requests').optional(),
  serves: z.boolean().optional().meta({ description: 'false: a process that takes no requests' }),
});

const balancer = z.strictObject({
  name,
  config: words.meta({ description: 'haproxy.cfg, relative to the scenario' }),
  publish: list(words, 'ports such as "8888:80"').optional(),
  version: z.union([words, z.number()]).transform(String).optional(),
  start: duration.optional(),
});

const step = z.strictObject({ at: duration, rate });

const arrivals = z.strictObject({
  poisson: z.lazy(() => rateProfile).optional(),
  constant: z.lazy(() => rateProfile).optional(),
  every: law.optional().meta({ description: 'Independent gaps of this law' }),
});

const rateProfile = z.strictObject({
  rate: rate.optional(),
  steps: list(step, 'steps such as { at: 0s, rate: 100/s }').optional(),
  ramp: list(step, 'points such as { at: 0s, rate: 100/s }').optional(),
  daily: z.strictObject({ low: rate, high: rate, peak_hour: z.number().min(0).max(24).optional() }).optional(),
});

const client = z.strictObject({
  name,
  to: words.meta({ description: 'haproxy:8888, worker1:8080, nodes:8080 or service:web:80' }),
  arrivals,
  timeout: positiveDuration.optional(),
  from: duration.optional(),
  until: duration.optional(),
  demand: law.optional(),
  trace: share.optional(),
});

const network = z.strictObject({
  client: law.optional(),
  balancer: law.optional(),
  overlay: law.optional(),
  connect_timeout: positiveDuration.optional(),
});

const entry = z.strictObject({
  at: duration,
  run: words.optional().meta({ description: 'A docker command' }),
  on: words.optional().meta({ description: 'Where it is typed; default: the first manager that is up' }),
  expect_exit: z.number().int().min(0).max(255).optional(),
  crash: words.optional().meta({ description: 'A machine that dies at once' }),
  restore: words.optional().meta({ description: 'A machine that boots again' }),
});

export const scenarioSchema = z.strictObject({
  name: words,
  description: words.optional(),
  seed: z.union([z.number().int(), z.string()], { error: 'expected a whole number or a word' }).optional(),
  start: words.optional().meta({ description: 'Time 0, e.g. 2026-01-01T00:00:00Z' }),
  duration: positiveDuration,
  warmup: duration.optional(),
  interval: positiveDuration.optional(),
  drain: z.boolean().optional(),
  trace: share.optional(),
  profile: z.enum(['docker-20.10', 'swarmkit']).optional(),
  cluster,
  images: z.record(z.string(), image).optional(),
  services: z.record(z.string(), z.unknown()).optional(),
  placement: words.optional(),
  balancers: list(balancer, 'balancers').optional(),
  traffic: list(client, 'clients').optional(),
  network: network.optional(),
  timeline: list(entry, 'entries').optional(),
  expect: list(words, 'expectations').optional(),
});

export type WrittenScenario = z.output<typeof scenarioSchema>;
export type WrittenNode = z.output<typeof node>;
export type WrittenImage = z.output<typeof image>;
export type WrittenClient = z.output<typeof client>;
export type WrittenEntry = z.output<typeof entry>;
export type WrittenBalancer = z.output<typeof balancer>;
export type WrittenRateProfile = z.output<typeof rateProfile>;
