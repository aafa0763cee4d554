import fc from 'fast-check';
import { parseHaproxyConfig } from '../../src/haproxy/parse-config.ts';
import type { ImageSpec, Scenario, TimelineEntry } from '../../src/simulation/scenario.ts';
import {
  crash,
  imagesByName,
  machines,
  restore,
  scenario,
  servingImage,
  typed,
} from '../../src/simulation/testing/scenario.ts';
import { serviceSpec, taskSpec } from '../../src/simulation/testing/task.ts';
import { defaultPlacement, defaultRestartPolicy } from '../../src/swarm/objects/defaults.ts';
import type { ServiceSpec } from '../../src/swarm/objects/service.ts';
import { type BalancerSpec, type ClientSpec, plainContent, sentOnce } from '../../src/traffic/spec.ts';
import { constant, exponential } from '../../src/traffic/testing/traffic-world.ts';

/** Small scenarios in which everything happens at once: all that the written form allows, in odd combinations. */

const serviceNames = ['web', 'api', 'all'] as const;
const mostNodes = 6;

const serving = { demandMs: exponential(20), concurrency: 2, backlog: 4 };
const images: readonly ImageSpec[] = [
  servingImage('web:1', { serving, onStop: { kind: 'drain', limitMs: 3000 } }),
  servingImage('web:2', { serving, cached: false, sizeBytes: 4_000_000, onStop: { kind: 'ignore' } }),
  servingImage('web:3', { serving, startMs: exponential(500), listensAfterMs: constant(300) }),
  servingImage('broken:1', { exits: { afterMs: exponential(2000), code: 1 } }),
  servingImage('done:1', { serving: null, exits: { afterMs: constant(4000), code: 0 } }),
  servingImage('absent:1', { missing: true, cached: false, sizeBytes: 1 }),
];

/** Mostly good ones. */
const imageName = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('web:1', 'web:2', 'web:3') },
  { weight: 1, arbitrary: fc.constantFrom(...images.map(({ name }) => name)) },
);
const serviceName = fc.constantFrom(...serviceNames);

const update = fc.record({
  parallelism: fc.integer({ min: 0, max: 3 }),
  delayMs: fc.constantFrom(0, 500, 3000),
  monitorMs: fc.constantFrom(0, 1000),
  failureAction: fc.constantFrom('pause', 'continue', 'rollback'),
  maxFailureRatio: fc.constantFrom(0, 0.5),
  order: fc.constantFrom('stop-first', 'start-first'),
});

function service(name: (typeof serviceNames)[number]): fc.Arbitrary<ServiceSpec> {
  return fc
    .record({
      image: imageName,
      replicas: fc.integer({ min: 1, max: 6 }),
      cpus: fc.constantFrom(0, 0.5, 1.5),
      constraints: fc.constantFrom(
        [],
        [],
        [],
        ['node.role==worker'],
        ['node.hostname!=node2'],
        ['node.labels.zone==a'],
      ),
      spread: fc.constantFrom([], [{ spread: 'node.labels.zone' }]),
      maxReplicas: fc.constantFrom(0, 0, 0, 2),
      published: fc.constantFrom('ingress', 'ingress', 'ingress', 'host', 'none'),
      restart: fc.constantFrom(null, { ...defaultRestartPolicy, delayMs: 500, maxAttempts: 2 }),
      graceMs: fc.constantFrom(null, 2000),
      update: fc.option(update),
      mode: fc.constantFrom('vip', 'vip', 'vip', 'dnsrr'),
    })
    .map((given) => {
      const publishMode = given.published === 'host' || given.mode === 'dnsrr' ? 'host' : 'ingress';
      const port = { protocol: 'tcp', targetPort: 80, publishedPort: portOf(name), publishMode } as const;
      const spec = taskSpec();
      return serviceSpec({
        name,
        mode: name === 'all' ? { kind: 'global' } : { kind: 'replicated', replicas: given.replicas },
        update: given.update,
        endpoint: { mode: given.mode, ports: given.published === 'none' ? [] : [port] },
        task: taskSpec({
          container: { ...spec.container, image: given.image, stopGracePeriodMs: given.graceMs },
          reservations: { nanoCpus: given.cpus * 1e9, memoryBytes: 2 ** 28, generic: [] },
          restart: given.restart,
          placement: {
            ...defaultPlacement,
            constraints: given.constraints,
            preferences: given.spread,
            maxReplicas: given.maxReplicas,
          },
        }),
      });
    });
}

function portOf(name: string): number {
  return 8080 + serviceNames.indexOf(name as never);
}

function command(node: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const update = fc.oneof(
    fc.tuple(serviceName, imageName).map(([name, to]) => `service update --image ${to} ${name}`),
    fc.tuple(serviceName, fc.integer({ min: 0, max: 8 })).map(([name, count]) => `service scale ${name}=${count}`),
    serviceName.map((name) => `service update --force ${name}`),
    serviceName.map((name) => `service update --publish-add 8095:80 ${name}`),
    serviceName.map((name) => `service rollback ${name}`),
  );
  const remake = fc.oneof(
    serviceName.map((name) => `service rm ${name}`),
    fc
      .tuple(serviceName, imageName, fc.constantFrom('--replicas 3', '--mode global', '--replicas 2 --publish 8090:80'))
      .map(([name, image, how]) => `service create --name ${name} ${how} ${image}`),
  );
  const nodes = fc.oneof(
    fc
      .tuple(fc.constantFrom('active', 'pause', 'drain'), node)
      .map(([to, name]) => `node update --availability ${to} ${name}`),
    node.map((name) => `node update --label-add zone=b ${name}`),
    fc.tuple(fc.constantFrom('', '--force '), node).map(([how, name]) => `node rm ${how}${name}`),
    fc.tuple(fc.constantFrom('promote', 'demote'), node).map(([to, name]) => `node ${to} ${name}`),
  );
  const look = fc.oneof(
    fc.constantFrom('service ls', 'node ls', 'info', 'service update --force $(docker service ls -q)'),
    serviceName.map((name) => `service ps ${name}`),
  );
  return fc
    .oneof(
      { weight: 5, arbitrary: update },
      { weight: 2, arbitrary: remake },
      { weight: 3, arbitrary: nodes },
      { weight: 1, arbitrary: look },
    )
    .map((words) => `docker ${words}`);
}

function happening(nodes: number): fc.Arbitrary<TimelineEntry> {
  const time = fc.integer({ min: 0, max: 60_000 });
  const node = fc.integer({ min: 1, max: nodes }).map((number) => `node${number}`);
  return fc.oneof(
    { weight: 6, arbitrary: fc.tuple(time, command(node)).map(([atMs, line]) => typed(atMs, line)) },
    { weight: 1, arbitrary: fc.tuple(time, command(node), node).map(([atMs, line, on]) => typed(atMs, line, { on })) },
    { weight: 2, arbitrary: fc.tuple(time, node).map(([atMs, name]) => crash(atMs, name)) },
    { weight: 2, arbitrary: fc.tuple(time, node).map(([atMs, name]) => restore(atMs, name)) },
  );
}

const rate = fc.constantFrom(0.002, 0.01, 0.05);

const kept = { keepAlive: true, pool: 8, idleMs: 2000, maxRequests: 50, lifetimeMs: 1e6, roundTrips: 1 };

function client(name: string, nodes: number, balanced: boolean): fc.Arbitrary<ClientSpec> {
  return fc
    .record({
      perMs: rate,
      evenly: fc.boolean(),
      timeoutMs: fc.constantFrom(null, 300, 2000),
      to: fc.constantFrom('node', 'nodes', 'service', ...(balanced ? (['balancer', 'balancer'] as const) : [])),
      node: fc.integer({ min: 1, max: nodes }),
      service: serviceName,
      fromMs: fc.constantFrom(0, 5000),
      connections: fc.constantFrom(null, null, kept, { ...kept, pool: 1, lifetimeMs: 3000 }),
    })
    .map((given) => {
      const port = portOf(given.service);
      const constantRate = { kind: 'constant', perMs: given.perMs } as const;
      return {
        name,
        target:
          given.to === 'node'
            ? { kind: 'node', node: `node${given.node}`, port }
            : given.to === 'nodes'
              ? { kind: 'nodes', port }
              : given.to === 'service'
                ? { kind: 'service', service: given.service, port: 80 }
                : { kind: 'balancer', balancer: 'front', port: 8888 },
        arrivals: { kind: given.evenly ? 'constant' : 'poisson', rate: constantRate },
        timeoutMs: given.timeoutMs,
        ...sentOnce,
        fromMs: given.fromMs,
        untilMs: null,
        demandMs: null,
        content: plainContent,
        connections: given.connections,
        trace: 0.1,
        traceWindow: null,
      };
    });
}

function balancer(nodes: number, algorithm: string, port: number): BalancerSpec {
  const servers = Array.from(
    { length: nodes },
    (_, index) => `  server node${index + 1} node${index + 1}:${port} check inter 1s maxconn 2`,
  );
  const text = `
defaults
  mode http
  timeout connect 1s
  timeout client 5s
  timeout server 5s
  timeout queue 2s
  option redispatch
listen web
  bind *:80
  balance ${algorithm}
${servers.join('\n')}
`;
  return parseHaproxyConfig(text, {
    file: 'haproxy.cfg',
    version: '2.6',
    name: 'front',
    publish: [{ published: 8888, target: 80 }],
    startMs: 0,
  }).spec;
}

export const randomScenario: fc.Arbitrary<Scenario> = fc
  .record({
    nodes: fc.integer({ min: 2, max: mostNodes }),
    balancing: fc.option(fc.tuple(fc.constantFrom('roundrobin', 'static-rr'), serviceName)),
  })
  .chain(({ nodes, balancing }) =>
    fc
      .record({
        seed: fc.integer({ min: 1, max: 1000 }),
        profile: fc.constantFrom('docker-20.10', 'swarmkit'),
        placement: fc.constant('spread'),
        drain: fc.boolean(),
        warmupMs: fc.constantFrom(0, 10_000),
        durationMs: fc.constantFrom(60_000, 120_000),
        services: fc.tuple(...serviceNames.map((name) => fc.option(service(name), { freq: 8 }))),
        clients: fc.tuple(client('one', nodes, balancing !== null), client('two', nodes, balancing !== null)),
        happenings: fc.array(happening(nodes), { minLength: 3, maxLength: 14, size: 'max' }),
      })
      .map(({ services, happenings, ...given }) =>
        scenario({
          ...given,
          cluster: { ...scenario().cluster, nodes: zoned(nodes) },
          images: imagesByName(...images),
          services: services.filter((each) => each !== null),
          balancers: balancing === null ? [] : [balancer(nodes, balancing[0], portOf(balancing[1]))],
          timeline: happenings
            .sort((a, b) => a.atMs - b.atMs)
            .map((each, index) => ({ ...each, where: `timeline[${index}]` })),
        }),
      ),
  );

function zoned(count: number) {
  return machines(count).map((each, index) => ({ ...each, labels: { zone: index % 3 === 0 ? 'b' : 'a' } }));
}
