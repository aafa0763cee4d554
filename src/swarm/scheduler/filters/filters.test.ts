import { describe, expect, it } from 'vitest';
import type { SwarmNode } from '../../objects/node.ts';
import type { PortConfig } from '../../objects/service.ts';
import type { Task } from '../../objects/task.ts';
import type { Filter } from '../filter.ts';
import { NodeInfo } from '../node-info.ts';
import { makeNode } from '../testing/make-node.ts';
import { makeTask, makeTaskSpec, type TaskSpecTraits } from '../testing/make-task.ts';
import { constraintFilter } from './constraint.ts';
import { hostPortFilter } from './host-port.ts';
import { maxReplicasFilter } from './max-replicas.ts';
import { platformFilter } from './platform.ts';
import { pluginFilter } from './plugin.ts';
import { readyFilter } from './ready.ts';
import { resourceFilter } from './resource.ts';

function info(node: SwarmNode, ...tasks: Task[]): NodeInfo {
  const made = new NodeInfo(node, { changed: () => {} });
  for (const task of tasks) made.add(task);
  return made;
}

function task(traits: TaskSpecTraits, ports: readonly PortConfig[] = []): Task {
  return makeTask({ id: 'new', spec: makeTaskSpec(traits), ports });
}

/** `null` = the filter does not apply. */
function verdict(filter: Filter, wanted: Task, node: NodeInfo): boolean | null {
  return filter.applies(wanted) ? filter.check(node) : null;
}

const plain = task({});

it.each([
  [readyFilter(), '1 node not available for new tasks', '3 nodes not available for new tasks'],
  [resourceFilter(), 'insufficient resources on 1 node', 'insufficient resources on 3 nodes'],
  [pluginFilter(), 'missing plugin on 1 node', 'missing plugin on 3 nodes'],
  [
    constraintFilter(),
    'scheduling constraints not satisfied on 1 node',
    'scheduling constraints not satisfied on 3 nodes',
  ],
  [platformFilter(), 'unsupported platform on 1 node', 'unsupported platform on 3 nodes'],
  [hostPortFilter(), 'host-mode port already in use on 1 node', 'host-mode port already in use on 3 nodes'],
  [maxReplicasFilter(), 'max replicas per node limit exceed', 'max replicas per node limit exceed'],
])('explains one refusal and several in SwarmKit’s words (%#)', (filter, one, several) => {
  expect([filter.explain(1), filter.explain(3)]).toEqual([one, several]);
});

describe('ready', () => {
  it.each([
    [{}, true],
    [{ state: 'down' }, false],
    [{ state: 'disconnected' }, false],
    [{ availability: 'pause' }, false],
    [{ availability: 'drain' }, false],
  ] as const)('of a node with %j: %s', (traits, ready) => {
    expect(verdict(readyFilter(), plain, info(makeNode('n', traits)))).toBe(ready);
  });
});

describe('resource', () => {
  const node = makeNode('n', {
    nanoCpus: 4,
    memoryBytes: 10,
    generic: [
      { kind: 'gpu', value: 2 },
      { kind: 'fpga', named: ['a', 'b'] },
    ],
  });
  const holder = makeTask({ id: 'old', spec: makeTaskSpec({ reservations: { nanoCpus: 3, memoryBytes: 4 } }) });

  it.each([
    [{ nanoCpus: 1 }, true],
    [{ nanoCpus: 2 }, false],
    [{ memoryBytes: 6 }, true],
    [{ memoryBytes: 7 }, false],
    [{ generic: [{ kind: 'gpu', value: 2 }] }, true],
    [{ generic: [{ kind: 'gpu', value: 3 }] }, false],
    [{ generic: [{ kind: 'fpga', value: 2 }] }, true],
    [{ generic: [{ kind: 'fpga', value: 3 }] }, false],
    [{ generic: [{ kind: 'tpu', value: 1 }] }, false],
  ])('compares %j with what is left: %s', (reservations, fits) => {
    expect(verdict(resourceFilter(), task({ reservations }), info(node, holder))).toBe(fits);
  });

  it('does not apply to a task without reservations, even on a node that has too little for what it holds', () => {
    expect(verdict(resourceFilter(), plain, info(makeNode('n'), holder))).toBeNull();
  });
});

describe('plugin', () => {
  const volume = { type: 'volume', source: 'v', target: '/v', readOnly: false };
  const plugins = [
    { type: 'Volume', name: 'nfs:latest' },
    { type: 'Log', name: 'syslog' },
  ];
  const node = info(makeNode('n', { plugins }));

  it('wants the volume’s driver, with the tag latest or without', () => {
    expect(verdict(pluginFilter(), task({ mounts: [{ ...volume, driver: 'nfs' }] }), node)).toBe(true);
    expect(verdict(pluginFilter(), task({ mounts: [{ ...volume, driver: 'ceph' }] }), node)).toBe(false);
  });

  it('wants the log driver, unless the node tells of none at all', () => {
    const wanted = task({ logDriver: { name: 'fluentd', options: {} } });
    expect(verdict(pluginFilter(), wanted, node)).toBe(false);
    expect(verdict(pluginFilter(), wanted, info(makeNode('n')))).toBe(true);
  });

  it('does not apply to local volumes and the log driver none', () => {
    const mounts = [
      { ...volume, driver: 'local' },
      { ...volume, driver: '' },
    ];
    expect(verdict(pluginFilter(), task({ mounts, logDriver: { name: 'none', options: {} } }), node)).toBeNull();
  });

  it('passes a node that tells nothing of its engine', () => {
    const silent = info({ ...makeNode('n'), description: null });
    expect(verdict(pluginFilter(), task({ mounts: [{ ...volume, driver: 'nfs' }] }), silent)).toBe(true);
  });
});

describe('constraint', () => {
  const node = info(makeNode('n', { labels: { zone: 'a' } }));

  it('wants the constraints satisfied', () => {
    expect(verdict(constraintFilter(), task({ placement: { constraints: ['node.labels.zone==a'] } }), node)).toBe(true);
    expect(verdict(constraintFilter(), task({ placement: { constraints: ['node.labels.zone==b'] } }), node)).toBe(
      false,
    );
  });

  it('does not apply without constraints, and passes every node if one of them is faulty', () => {
    expect(verdict(constraintFilter(), plain, node)).toBeNull();
    expect(
      verdict(constraintFilter(), task({ placement: { constraints: ['node.labels.zone==b', 'zone'] } }), node),
    ).toBe(true);
  });
});

describe('platform', () => {
  it.each([
    [{ os: 'linux', arch: 'amd64' }, true],
    [{ os: '', arch: 'x86_64' }, true],
    [{ os: 'linux', arch: '' }, true],
    [{ os: 'windows', arch: 'amd64' }, false],
    [{ os: 'linux', arch: 'arm64' }, false],
  ])('takes %j on linux/x86_64: %s', (platform, fits) => {
    const node = info(makeNode('n', { platform: { os: 'linux', arch: 'x86_64' } }));
    expect(verdict(platformFilter(), task({ placement: { platforms: [platform] } }), node)).toBe(fits);
  });

  it('takes aarch64 for arm64', () => {
    const node = info(makeNode('n', { platform: { os: 'linux', arch: 'aarch64' } }));
    expect(verdict(platformFilter(), task({ placement: { platforms: [{ os: 'linux', arch: 'arm64' }] } }), node)).toBe(
      true,
    );
  });

  it('refuses a node that tells no platform, and applies only where the image names some', () => {
    const node = info(makeNode('n'));
    expect(verdict(platformFilter(), task({ placement: { platforms: [{ os: '', arch: '' }] } }), node)).toBe(false);
    expect(verdict(platformFilter(), plain, node)).toBeNull();
  });
});

describe('host-port', () => {
  const port: PortConfig = { protocol: 'tcp', targetPort: 80, publishedPort: 8080, publishMode: 'host' };
  const node = info(makeNode('n'), makeTask({ id: 'old', ports: [port] }));

  it('refuses a port that is in use, by the same protocol', () => {
    expect(verdict(hostPortFilter(), task({}, [port]), node)).toBe(false);
    expect(verdict(hostPortFilter(), task({}, [{ ...port, protocol: 'udp' }]), node)).toBe(true);
    expect(verdict(hostPortFilter(), task({}, [{ ...port, publishedPort: 8081 }]), node)).toBe(true);
  });

  it('does not apply to ingress ports and to ports that the engine chooses', () => {
    const ports: PortConfig[] = [
      { ...port, publishMode: 'ingress' },
      { ...port, publishedPort: 0 },
    ];
    expect(verdict(hostPortFilter(), task({}, ports), node)).toBeNull();
  });
});

describe('max-replicas', () => {
  it('counts the active tasks of the same service', () => {
    const others = makeTask({ id: 'other', serviceId: 'other' });
    const own = makeTask({ id: 'own' });
    const wanted = task({ placement: { maxReplicas: 1 } });
    expect(verdict(maxReplicasFilter(), wanted, info(makeNode('n'), others))).toBe(true);
    expect(verdict(maxReplicasFilter(), wanted, info(makeNode('n'), others, own))).toBe(false);
    expect(verdict(maxReplicasFilter(), plain, info(makeNode('n'), own))).toBeNull();
  });
});
