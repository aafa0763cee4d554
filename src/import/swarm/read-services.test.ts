import { describe, expect, it } from 'vitest';
import { composeServiceToSpec } from '../../docker/compose/compose-service-to-spec.ts';
import { serviceSpecJson } from '../../docker/engine-json/service-json.ts';
import { parseCommand } from '../../docker/parse-command.ts';
import recorded from '../../docker/testing/client-28-service-specs.json' with { type: 'json' };
import { InputError } from '../../scenario/input-error.ts';
import { inspected, nodeJson, serviceJson } from '../testing/swarm-json.ts';
import { readNodes } from './read-nodes.ts';
import { readServices } from './read-services.ts';

const { nodes } = readNodes([
  {
    file: 'nodes.json',
    text: inspected(
      nodeJson(),
      nodeJson({ id: 'arm', hostname: 'pi', role: 'worker', architecture: 'aarch64', addr: '10.0.0.9' }),
    ),
  },
]);

function read(text: string) {
  return readServices([{ file: 'services.json', text }], nodes);
}

function entryOf(json: object) {
  return [...read(inspected(json)).services.values()][0];
}

describe('services', () => {
  it('are read as they are inspected, in the words of a compose file', () => {
    expect([...read(inspected(serviceJson())).services]).toEqual([
      [
        'demo_web',
        {
          image: 'nginx:1.27',
          networks: ['uc0100u53ckvnvelssbzp9kwv'],
          ports: ['8080:80'],
          labels: { 'com.docker.stack.namespace': 'demo' },
          stop_grace_period: '10s',
          deploy: {
            replicas: 3,
            labels: { 'com.docker.stack.namespace': 'demo', tier: 'front' },
            resources: { limits: { cpus: '0.5', memory: '50MiB' }, reservations: { cpus: '0.1', memory: '20MiB' } },
            restart_policy: { condition: 'on-failure', delay: '2s', max_attempts: 3, window: '1m0s' },
            update_config: {
              ...{ parallelism: 2, delay: '2s', failure_action: 'rollback', monitor: '3s', order: 'start-first' },
            },
            rollback_config: { parallelism: 0, failure_action: 'pause', monitor: '5s', order: 'stop-first' },
          },
        },
      ],
    ]);
  });

  it('keep where they may run; an id of a node becomes its name', () => {
    const Placement = {
      Constraints: ['node.role == worker', 'node.id==arm', 'node.id != elsewhere'],
      Preferences: [{ Spread: { SpreadDescriptor: 'node.labels.zone' } }],
      MaxReplicas: 2,
    };
    expect(entryOf(serviceJson({ Mode: { Global: {} } }, { Placement }))?.deploy).toMatchObject({
      mode: 'global',
      placement: {
        constraints: ['node.role == worker', 'node.hostname==pi', 'node.id != elsewhere'],
        preferences: [{ spread: 'node.labels.zone' }],
        max_replicas_per_node: 2,
      },
    });
  });

  it('that cannot be simulated, or not wholly, are told', () => {
    const job = serviceJson({ Name: 'job', Mode: { ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 1 } } });
    const plugin = serviceJson({ Name: 'plugin', TaskTemplate: { Runtime: 'plugin', PluginSpec: {} } });
    const amd = serviceJson(
      {},
      { Placement: { Platforms: [{ Architecture: 'amd64', OS: 'linux' }] } },
      { UpdateStatus: { State: 'updating' } },
    );
    const { services, notes } = read(inspected(job, plugin, amd));
    expect([...services.keys()]).toEqual(['demo_web']);
    expect(notes).toEqual([
      'service job is left out: jobs are not simulated',
      'service plugin is left out: it runs no containers (plugins are not simulated)',
      'service demo_web: left out, for nothing hangs on it here: Env',
      'service demo_web: its update is updating; the scenario begins as if it were done',
      expect.stringMatching(/^service demo_web: its image has no build for the platform of pi;/),
    ]);
  });

  // What the entry leaves out on purpose.
  const withoutEffect = /"(Command|Args|Env|Hostname|Mounts|Init|DNSConfig|Isolation)":/;
  const commands = recorded.filter(({ body }) => !('ReplicatedJob' in body.Mode));

  it.each(commands)('come back as what made them: $line', ({ line, body }) => {
    const { form } = parseCommand(line);
    if (form.kind !== 'service create') throw new Error('not a service create');
    const entry = entryOf({ ID: 'x', Spec: { Name: 'x', ...body, ...(body.Name === '' && { Name: 'x' }) } });
    const { spec } = composeServiceToSpec('x', entry);
    const wanted = serviceSpecJson({ ...form.spec, name: 'x' }, true);
    expect(essence(serviceSpecJson(spec, true))).toEqual(essence(wanted));
  });

  /** A compose file's ports are sorted, as Docker does it. */
  function essence(json: unknown): unknown {
    const text = JSON.stringify(json, (key, value) => {
      if (withoutEffect.test(`"${key}":`)) return undefined;
      return key === 'Ports' ? value.map((port: unknown) => JSON.stringify(port)).sort() : value;
    });
    return JSON.parse(text);
  }

  it.each([
    ['no services', '[]', 'services.json:1:1: there is no service in it'],
    ['nodes', inspected(nodeJson()), '[0]: this is no service: expected the output of docker service inspect'],
    ['a list in the place of a map', '[{"ID":"a","Spec":[]}]', 'services.json:1:19: [0].Spec: expected a map'],
    [
      'a map in the place of a list',
      inspected(serviceJson({}, { Networks: {} })),
      '[0].Spec.TaskTemplate.Networks: expected a list',
    ],
  ])('cannot be read out of %s', (_, text, words) => {
    expect(() => read(text)).toThrow(InputError);
    expect(() => read(text)).toThrow(words);
  });
});
