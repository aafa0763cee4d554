import { describe, expect, it } from 'vitest';
import recorded from '../testing/client-28-compose-errors.json' with { type: 'json' };
import { ComposeError } from './compose-error.ts';
import { composeServiceToSpec } from './compose-service-to-spec.ts';

function refusalOf(entry: unknown): ComposeError {
  try {
    composeServiceToSpec('s', entry);
  } catch (error) {
    if (error instanceof ComposeError) return error;
    throw error;
  }
  throw new Error('not refused');
}

describe('what `docker stack config` of client 28.2.2 refuses', () => {
  it.each(recorded)('$refusal', ({ entry, refusal }) => {
    const { path, message } = refusalOf(entry);
    const unknownKey = message.startsWith('Additional property');
    const place = ['services', 's', ...(unknownKey ? path.slice(0, -1) : path)].join('.');
    // The real text repeats the path before a list of words; ours adds what was probably meant, or why.
    const words = refusal.slice(place.length + 1).replace(`${place} `, '');
    expect(refusal.startsWith(`${place} `)).toBe(true);
    expect(message.startsWith(words)).toBe(true);
  });
});

describe('refusals with the path of the key', () => {
  it.each([
    [{ image: 'a', deploy: { update_config: { dely: '1s' } } }, 'deploy.update_config.dely', /did you mean delay\?/],
    [{ image: 'a', deploy: { replicas: -1 } }, 'deploy.replicas', /-1 overflows uint/],
    [{ image: 'a', deploy: { mode: 'foo' } }, 'deploy.mode', /Unknown mode: foo/],
    [{ image: 'a', deploy: { mode: 'global', replicas: 2 } }, 'deploy.replicas', /replicas can only be used/],
    [
      { image: 'a', deploy: { update_config: { failure_action: 'stop' } } },
      'deploy.update_config.failure_action',
      /^unrecognized update failure action stop$/,
    ],
    [
      { image: 'a', deploy: { restart_policy: { condition: 'sometimes' } } },
      'deploy.restart_policy.condition',
      /^invalid RestartCondition: "sometimes"$/,
    ],
    [{ image: 'a', deploy: { endpoint_mode: 'lb' } }, 'deploy.endpoint_mode', /^invalid resolution mode: "lb"$/],
    [
      { image: 'a', deploy: { resources: { limits: { memory: '1q' } } } },
      'deploy.resources.limits.memory',
      /^invalid suffix: 'q'$/,
    ],
    [
      { image: 'a', deploy: { resources: { reservations: { cpus: 'half' } } } },
      'deploy.resources.reservations.cpus',
      /^failed to parse half as a rational number$/,
    ],
    [
      { image: 'a', deploy: { placement: { constraints: ['node.role==manager', 'node.role=worker'] } } },
      'deploy.placement.constraints.1',
      /^constraint expected one operator from ==, !=$/,
    ],
    [{ image: 'UPPER' }, 'image', /is not a valid repository\/tag/],
    [{ command: 'x' }, '', /no image specified/],
    [{ image: 'a', command: "sh 'a" }, 'command', /EOF found when expecting closing quote/],
    [{ image: 'a', ports: [{ target: 80, mode: 'mesh' }] }, 'ports.0.mode', /invalid publish mode value \(mesh\)/],
    [{ image: 'a', healthcheck: { disable: true, test: 'x' } }, 'healthcheck.disable', /test and disable/],
  ])('%j', (entry, path, message) => {
    const refusal = refusalOf(entry);
    expect(refusal.path.join('.')).toBe(path);
    expect(refusal.message).toMatch(message);
  });
});

describe('restart', () => {
  const policyOf = (restart: string, deploy = {}) =>
    composeServiceToSpec('a', { image: 'a', restart, deploy }).spec.task.restart;

  it.each([
    ['no', null],
    ['always', { condition: 'any', delayMs: 5_000, maxAttempts: 0, windowMs: 0 }],
    ['unless-stopped', { condition: 'any', delayMs: 5_000, maxAttempts: 0, windowMs: 0 }],
    ['on-failure:3', { condition: 'on-failure', delayMs: 5_000, maxAttempts: 3, windowMs: 0 }],
  ])('%s is a policy of the service', (word, policy) => {
    expect(policyOf(word)).toEqual(policy);
  });

  it('gives way to the policy of deploy', () => {
    expect(policyOf('on-failure', { restart_policy: { condition: 'none' } })?.condition).toBe('none');
  });

  it.each([
    ['sometimes', 'unknown restart policy: sometimes'],
    ['on-failure:x', 'invalid restart policy format: maximum retry count must be an integer'],
  ])('%s is refused', (word, message) => {
    expect(refusalOf({ image: 'a', restart: word })).toMatchObject({ path: ['restart'], message });
  });
});

describe('a whole entry', () => {
  const { spec, ignored } = composeServiceToSpec('web', {
    image: 'nginx',
    command: "sh -c 'a b'",
    environment: { B: 2, A: null },
    ports: ['8443:443', '8080-8081:80-81', { target: 53, published: 53, protocol: 'udp', mode: 'host' }],
    labels: ['inner=1'],
    networks: { front: null, back: { aliases: ['x'] } },
    stop_grace_period: '1m30s',
    depends_on: ['db'],
    build: '.',
    deploy: {
      replicas: 3,
      update_config: { parallelism: 0, delay: '2s', order: 'start-first', failure_action: 'rollback' },
      rollback_config: { delay: '1s' },
      restart_policy: { condition: 'on-failure', max_attempts: 3 },
      resources: { reservations: { cpus: '0.10', memory: '20M' }, limits: { cpus: '0.50', memory: '50M' } },
      placement: { preferences: [{ spread: 'node.labels.zone' }], max_replicas_per_node: 2 },
      labels: { tier: 'front' },
    },
  });

  it('shortens and tags the image, splits the command, sorts the environment', () => {
    const { image, args, env, labels, stopGracePeriodMs } = spec.task.container;
    expect({ image, args, env, labels, stopGracePeriodMs }).toEqual({
      image: 'nginx:latest',
      args: ['sh', '-c', 'a b'],
      env: ['A', 'B=2'],
      labels: { inner: '1' },
      stopGracePeriodMs: 90_000,
    });
  });

  it('reads short and long ports, by published port', () => {
    expect(
      spec.endpoint.ports.map(
        (port) => `${port.publishedPort}:${port.targetPort}/${port.protocol}/${port.publishMode}`,
      ),
    ).toEqual(['53:53/udp/host', '8080:80/tcp/ingress', '8081:81/tcp/ingress', '8443:443/tcp/ingress']);
  });

  it('fills a policy that leaves things out: parallelism 1, monitor 5 s, but 0 stays 0', () => {
    expect(spec.update).toEqual({
      parallelism: 0,
      delayMs: 2_000,
      monitorMs: 5_000,
      failureAction: 'rollback',
      maxFailureRatio: 0,
      order: 'start-first',
    });
    expect(spec.rollback?.parallelism).toBe(1);
  });

  it('takes memory in binary units and CPUs in 1e-9', () => {
    expect(spec.task.reservations).toEqual({ nanoCpus: 100_000_000, memoryBytes: 20 * 1024 * 1024, generic: [] });
  });

  it('fills the restart policy with the defaults', () => {
    expect(spec.task.restart).toEqual({ condition: 'on-failure', delayMs: 5_000, maxAttempts: 3, windowMs: 0 });
  });

  it('tells the keys that have no effect', () => {
    expect(ignored).toEqual(['depends_on', 'build']);
  });

  it('leaves policies null that are not written', () => {
    const bare = composeServiceToSpec('web', { image: 'nginx' }).spec;
    expect([bare.update, bare.rollback, bare.task.restart]).toEqual([null, null, null]);
  });
});
