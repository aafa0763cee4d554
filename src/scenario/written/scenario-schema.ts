import { z } from 'zod';
import { limits } from '../limits.ts';
import { balancer } from './balancer-schema.ts';
import { calls } from './calls.ts';
import { client } from './client-schema.ts';
import { law } from './law.ts';
import { mesh } from './mesh.ts';
import {
  bound,
  count,
  cpus,
  duration,
  expected,
  flag,
  labels,
  name,
  positiveDuration,
  positiveSize,
  rate,
  share,
  size,
  traceChoice,
  words,
} from './scalars.ts';
import { choice, list, map, record } from './shapes.ts';
import { entry } from './timeline.ts';

/**
 * The written form of a scenario: what may stand where. Defaults are in defaults.ts, what refers to what in the read-… files; docs/scenario.md
 * explains each key.
 */

const node = map(
  {
    name,
    count: count(0, 'a number of machines', limits.machines)
      .optional()
      .meta({ description: 'That many machines, called name1, name2, …' }),
    price: z
      .number({ error: expected('a price of one machine, such as 24') })
      .positive('a price is above 0')
      .optional()
      .meta({ description: 'Of one machine, in whatever money and time: what seatrial plan keeps low' }),
    role: choice('manager', 'worker').optional().meta({ description: 'Default: worker' }),
    cpus,
    speed: z
      .number({ error: expected('a factor such as 0.5') })
      .positive('a speed is above 0')
      .optional()
      .meta({ description: 'Demand that a CPU works off per unit of time; default: 1' }),
    memory: positiveSize,
    address: words.optional().meta({ description: 'IPv4 address; with count, of the first one' }),
    labels: labels.optional(),
    engine_labels: labels.optional(),
    os: words.optional(),
    arch: words.optional(),
    availability: choice('active', 'pause', 'drain').optional(),
    generic_resources: record(
      z.union([count(1, 'a count'), list(words, 'ids').min(1, 'needs at least one id')], {
        error: expected('a count such as 4, or a list of ids'),
      }),
      '{ gpu: 2 }',
    ).optional(),
    paths: list(
      z.string({ error: expected('a path such as /data') }).startsWith('/', 'a path begins with a slash'),
      'paths such as /data',
    )
      .optional()
      .meta({ description: 'What bind mounts may name, besides what every Linux has; default: anything' }),
    download: positiveSize.optional().meta({ description: 'Bytes per second that it can pull' }),
  },
  '{ name: worker, count: 4, cpus: 2, memory: 4GiB }',
);

const cluster = map(
  {
    swarm: choice('ready', 'none')
      .optional()
      .meta({ description: 'ready (default): a swarm at time 0; none: bare engines' }),
    nodes: list(node, 'machines').min(1, 'a cluster needs at least one machine'),
    registry: map(
      { bandwidth: positiveSize.meta({ description: 'Bytes per second, shared by the nodes that pull' }) },
      '{ bandwidth: 125MB }',
    ).optional(),
    task_history_limit: count(-1, 'a number of tasks').optional(),
    heartbeat: positiveDuration.optional(),
  },
  '{ nodes: [ … ] }',
);

const stopByLaw = z
  .strictObject({ exit: law.optional(), drain: duration.optional() })
  .refine(
    ({ exit, drain }) => (exit === undefined) !== (drain === undefined),
    'expected one of { exit: 100ms } and { drain: 10s }',
  );

const image = map(
  {
    like: words.optional().meta({ description: 'Another image, whose keys hold where this one is silent' }),
    size: size.optional(),
    cached: flag.optional().meta({ description: 'Already on every node' }),
    missing: flag.optional().meta({ description: 'No such image in any registry' }),
    create: law.optional().meta({ description: 'From the end of the pull to ready' }),
    start: law.optional().meta({ description: 'From ready to running' }),
    listens_after: law.optional().meta({ description: 'Refuses connections until so long after running' }),
    on_stop: z
      .union([z.enum(['exit', 'ignore']), stopByLaw], {
        error: expected('exit, ignore, { exit: 100ms } or { drain: 10s }'),
      })
      .optional(),
    command: words.optional().meta({ description: 'What it runs if a service says nothing: for docker ps' }),
    exits: map({ after: law, code: count(0, 'an exit code', 255).optional() }, '{ after: 3s, code: 1 }').optional(),
    healthcheck: map(
      {
        interval: positiveDuration.optional(),
        timeout: positiveDuration.optional(),
        retries: count(1, 'a number of failures').optional(),
        start_period: duration.optional(),
        takes: law.optional(),
        passes_from: law.optional(),
        passes_until: law.optional(),
      },
      '{ interval: 5s, retries: 3 }',
    )
      .optional()
      .meta({ description: 'Its HEALTHCHECK: a task runs only when it is healthy, and ends when it is not any more' }),
    demand: law.optional().meta({ description: 'CPU time of one request' }),
    concurrency: bound(1, 'a number of requests').optional(),
    backlog: bound(0, 'a number of requests').optional(),
    warm_up: map(
      {
        for: positiveDuration,
        slowdown: z.number({ error: expected('a factor such as 3') }).min(1, 'must be at least 1'),
      },
      '{ for: 30s, slowdown: 3 }',
    )
      .optional()
      .meta({ description: 'A task that has just begun to listen is slower, less and less' }),
    memory: map(
      { base: size.optional(), per_request: size.optional(), leak: size.optional() },
      '{ base: 100MiB, per_request: 2MiB }',
    )
      .optional()
      .meta({
        description:
          'Memory that a task needs: always, for each request that it holds, and lost with each that it has answered',
      }),
    hiccups: map({ share, extra: law }, '{ share: 1%, extra: 90ms }')
      .optional()
      .meta({ description: 'Some of its requests take longer, by chance and not by what they ask' }),
    ...calls,
    serves: flag.optional().meta({ description: 'false: a process that takes no requests' }),
  },
  '{ size: 120MB, demand: 8ms }, or {} for the defaults',
);

const network = map(
  {
    client: law.optional(),
    balancer: law.optional(),
    overlay: law.optional(),
    connect_timeout: positiveDuration.optional(),
    zones: map({ label: words, between: law }, '{ label: zone, between: 2ms }')
      .optional()
      .meta({ description: 'Between machines that have different values of a label' }),
    links: list(
      map(
        {
          between: list(words, 'two ends such as [zone=a, worker3]').meta({
            description: 'Two of: a machine, LABEL=VALUE (all machines that have it), a balancer',
          }),
          latency: law,
        },
        '{ between: [zone=a, zone=b], latency: 8ms }',
      ),
      'links',
    )
      .optional()
      .meta({ description: 'Latencies between certain places; the first one that fits holds' }),
    mesh: mesh.optional().meta({ description: 'What-if: schedulers of IPVS other than Docker’s' }),
  },
  '{ client: 0.5ms }',
);

const autoscaler = map(
  {
    target: map(
      {
        cpu: share.optional().meta({ description: 'Busy share of the CPUs that a task reserves' }),
        requests: rate.optional().meta({ description: 'Requests accepted by a task' }),
        in_flight: z
          .number({ error: expected('a number of requests') })
          .optional()
          .meta({ description: 'Requests that a task holds' }),
      },
      '{ cpu: 60% }',
    ),
    min: count(1, 'a number of replicas', limits.replicas).optional(),
    max: count(1, 'a number of replicas', limits.replicas),
    every: positiveDuration.optional().meta({ description: 'Between two looks' }),
    cooldown: map({ up: duration.optional(), down: duration.optional() }, '{ up: 30s, down: 5m }').optional(),
    tolerance: share.optional(),
  },
  '{ target: { cpu: 60% }, max: 20 }',
);

const fault = map(
  {
    machines: list(words, 'machines, each a name of cluster.nodes').min(1, 'needs at least one machine'),
    up: law.meta({ description: 'From its start or return to its next crash; the mean is the MTTF' }),
    down: law.meta({ description: 'From a crash until it boots again; the mean is the MTTR' }),
    together: flag.optional().meta({ description: 'All of them at once, as a rack without power' }),
  },
  '{ machines: [worker], up: { exponential: { mean: 1000h } }, down: { exponential: { mean: 1h } } }',
);

const phase = map(
  {
    name: words,
    from: duration.optional().meta({ description: 'Default: the start of the run' }),
    until: positiveDuration.optional().meta({ description: 'Default: the end of the run' }),
  },
  '{ name: before, from: 0s, until: 2m }',
);

const runDuration = positiveDuration.refine(
  (ms) => ms <= limits.durationMs,
  `a run can be at most ${limits.durationMs / 3_600_000}h long`,
);

export const seed = z
  .union([z.number(), z.string()], { error: expected('a whole number, or text') })
  .refine((value) => typeof value === 'string' || Number.isSafeInteger(value), {
    error: ({ input }) => `expected a whole number of at most 15 digits, found ${input}: write it in quotes`,
  });

export const scenarioSchema = z.strictObject({
  name: words,
  description: words.optional(),
  seed: seed.optional(),
  start: words.optional().meta({ description: 'Time 0, e.g. 2026-01-01T00:00:00Z' }),
  duration: runDuration,
  warmup: duration.optional(),
  interval: positiveDuration.optional(),
  drain: flag.optional(),
  trace: traceChoice.optional(),
  profile: choice('docker-20.10', 'swarmkit').optional(),
  cluster,
  images: record(image, '{ web:1: { size: 120MB } }').optional(),
  services: record(z.unknown(), '{ web: { image: web:1 } }').optional(),
  stack: map({ name: words, file: words }, '{ name: shop, file: compose.yml }')
    .optional()
    .meta({ description: 'A compose file that is deployed at time 0, under this name' }),
  placement: words.optional(),
  rebalance: choice('off', 'on-join').optional().meta({
    description: 'What-if: on-join moves tasks when a node joins, comes back or is made active (default: off)',
  }),
  autoscale: record(autoscaler, '{ web: { target: { cpu: 60% }, max: 20 } }').optional(),
  balancers: list(balancer, 'balancers').optional(),
  traffic: list(client, 'clients').optional(),
  network: network.optional(),
  cpu: map(
    {
      sharing: choice('by-request', 'by-task', 'by-reservation')
        .optional()
        .meta({ description: 'Who gets how much where CPUs are short (default: by-request)' }),
    },
    '{ sharing: by-task }',
  ).optional(),
  timeline: list(entry, 'entries').optional(),
  faults: list(fault, 'faults').optional().meta({ description: 'Machines that crash and come back by chance' }),
  phases: list(phase, 'phases').max(limits.phases, `at most ${limits.phases} phases`).optional().meta({
    description: 'Stretches over which clients are summed up; default: one for each thing of the timeline',
  }),
  expect: list(words, 'expectations').optional(),
  vary: record(
    list(z.unknown(), 'values such as [4, 6, 8]').min(1, 'needs at least one value'),
    '{ placement: [spread, binpack] }',
  )
    .optional()
    .meta({ description: 'Axes of seatrial compare: paths of the scenario, and the values that each takes in turn' }),
});

export type WrittenScenario = z.output<typeof scenarioSchema>;
export type WrittenNode = z.output<typeof node>;
export type WrittenImage = z.output<typeof image>;
export type WrittenAutoscaler = z.output<typeof autoscaler>;
export type WrittenPhase = z.output<typeof phase>;
export type WrittenFault = z.output<typeof fault>;
