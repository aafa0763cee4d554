import fc from 'fast-check';
import { calledService, callingImage, imageName, portOf, type ServiceName } from './names.ts';

const policy = fc.record(
  {
    parallelism: fc.integer({ min: 0, max: 3 }),
    delay: fc.constantFrom('0s', '500ms', '3s', '6s'),
    monitor: fc.constantFrom('1s', '5s'),
    max_failure_ratio: fc.constantFrom(0, 0.3, 0.5),
    order: fc.constantFrom('stop-first', 'stop-first', 'start-first'),
  },
  { requiredKeys: [] },
);
const updating = fc
  .tuple(policy, fc.constantFrom('pause', 'rollback', 'rollback', 'continue'))
  .map(([how, action]) => ({ ...how, failure_action: action }));
const rollingBack = fc
  .tuple(policy, fc.constantFrom('pause', 'pause', 'continue'))
  .map(([how, action]) => ({ ...how, failure_action: action }));

const restarting = fc.record(
  {
    condition: fc.constantFrom('any', 'any', 'on-failure', 'none'),
    delay: fc.constantFrom('0s', '500ms', '2s'),
    max_attempts: fc.constantFrom(0, 0, 2),
    window: fc.constantFrom('0s', '5s'),
  },
  { requiredKeys: [] },
);

const constraint = fc.constantFrom(
  ...['node.role==worker', 'node.hostname!=node2', 'node.labels.zone==a', 'node.labels.zone!=b'],
);
const placement = fc.record(
  {
    constraints: fc.array(constraint, { maxLength: 1 }),
    preferences: fc.constant([{ spread: 'node.labels.zone' }]),
    max_replicas_per_node: fc.constantFrom(2, 3),
  },
  { requiredKeys: [] },
);

const reserved = fc.record(
  {
    cpus: fc.constantFrom('0.5', '1.5'),
    memory: fc.constantFrom('256MiB', '600MiB'),
    generic_resources: fc.constant([{ discrete_resource_spec: { kind: 'gpu', value: 1 } }]),
  },
  { requiredKeys: [] },
);
/** Reservations that are there often, and gpus seldom. */
const resources = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: reserved.map(({ generic_resources: _, ...plain }) => ({ reservations: plain })) },
  { weight: 1, arbitrary: reserved.map((all) => ({ reservations: all, limits: { cpus: '0.5' } })) },
);

/** A service as compose writes it: by its name a replicated one, a global one or a job. */
export function randomService(name: ServiceName): fc.Arbitrary<object> {
  return fc
    .record({
      image: imageOf(name),
      mode: name === 'once' ? fc.constantFrom('replicated-job', 'global-job') : modeOf(name),
      replicas: fc.integer({ min: 0, max: 6 }),
      published: fc.constantFrom('ingress', 'ingress', 'ingress', 'host', 'none'),
      byDns: fc.constantFrom(false, false, false, true),
      grace: fc.constantFrom(null, '0s', '2s'),
      update: fc.option(updating, { freq: 4 }),
      rollback: fc.option(rollingBack, { freq: 2 }),
      restart: fc.option(restarting, { freq: 2 }),
      placement,
      resources,
    })
    .map(({ image, mode, replicas, published, byDns, grace, update, rollback, restart, ...given }) => ({
      image,
      ...(published === 'none' ? {} : { ports: [portFor(name, published === 'host' || byDns)] }),
      ...(grace === null ? {} : { stop_grace_period: grace }),
      deploy: {
        mode,
        ...(mode.startsWith('global') ? {} : { replicas }),
        ...(byDns ? { endpoint_mode: 'dnsrr' } : {}),
        ...(update === null || name === 'once' ? {} : { update_config: update }),
        ...(rollback === null ? {} : { rollback_config: rollback }),
        ...(restart === null ? {} : { restart_policy: restart }),
        ...given,
      },
    }));
}

function imageOf(name: ServiceName): fc.Arbitrary<string> {
  if (name === 'once') return fc.constantFrom('done:1', 'done:1', 'broken:1', 'web:1');
  const own = fc.constantFrom('web:1', 'web:1', 'web:1', 'web:3', 'healthy:1');
  const calling = name === calledService ? own : fc.constant(callingImage);
  return fc.oneof(
    { weight: 4, arbitrary: own },
    { weight: 1, arbitrary: imageName },
    { weight: 1, arbitrary: calling },
  );
}

function modeOf(name: ServiceName): fc.Arbitrary<string> {
  return fc.constant(name === 'all' ? 'global' : 'replicated');
}

function portFor(name: ServiceName, isHost: boolean) {
  return { target: 80, published: portOf(name), mode: isHost ? 'host' : 'ingress' };
}
