import { describe, expect, it } from 'vitest';
import { TrafficWorld } from '../traffic/testing/traffic-world.ts';
import { Mesh } from './mesh.ts';
import { NodeDirectory } from './node-directory.ts';
import { node, service, serviceSpec } from './testing/task.ts';

const ports = [
  { protocol: 'tcp', targetPort: 80, publishedPort: 8080, publishMode: 'ingress' },
  { protocol: 'tcp', targetPort: 81, publishedPort: 8081, publishMode: 'host' },
] as const;

function setUp() {
  const calls: unknown[][] = [];
  const { traffic } = new TrafficWorld([1, 1]);
  traffic.joinMesh = (handle) => calls.push(['join', handle]);
  traffic.leaveMesh = (handle) => calls.push(['leave', handle]);
  traffic.publish = (name, endpoint) => calls.push(['publish', name, endpoint]);
  traffic.unpublish = (name) => calls.push(['unpublish', name]);
  const directory = new NodeDirectory();
  const mesh = new Mesh(traffic, directory);
  const record = (change: Parameters<Mesh['record']>[0]) => {
    directory.record(change);
    mesh.record(change);
  };
  return { calls, record };
}

describe('the mesh', () => {
  it('has a node once, from its first appearance until it is removed', () => {
    const { calls, record } = setUp();
    record({ kind: 'node', before: null, after: node() });
    record({ kind: 'node', before: node(), after: node({ version: 2 }) });
    record({ kind: 'node', before: node({ version: 2 }), after: null });
    expect(calls).toEqual([
      ['join', 0],
      ['leave', 0],
    ]);
  });

  it('publishes a service anew only when its endpoint has changed', () => {
    const { calls, record } = setUp();
    const spec = serviceSpec();
    const made = service({ spec });
    const allocated = { ...made, endpoint: { spec: spec.endpoint, ports, virtualIps: [] } };
    record({ kind: 'service', before: null, after: made });
    record({ kind: 'service', before: made, after: allocated });
    record({ kind: 'service', before: allocated, after: { ...allocated, version: 3 } });
    record({ kind: 'service', before: allocated, after: null });
    expect(calls).toEqual([
      ['publish', 'web', { ingressPorts: [], hostPorts: [], mode: 'vip' }],
      ['publish', 'web', { ingressPorts: [8080], hostPorts: [8081], mode: 'vip' }],
      ['unpublish', 'web'],
    ]);
  });
});

describe('the directory of nodes', () => {
  it('keeps the name of a removed node, and no state', () => {
    const directory = new NodeDirectory();
    directory.record({ kind: 'node', before: null, after: node() });
    expect(directory.view('node1')).toEqual({ name: 'node1', state: 'ready', availability: 'active' });
    directory.record({ kind: 'node', before: node(), after: null });
    expect(directory.nameOf('n1')).toBe('node1');
    expect(directory.view('node1')).toEqual({ name: 'node1', state: '', availability: '' });
  });

  it('has a machine that joined again as its new node, whatever becomes of the old one', () => {
    const directory = new NodeDirectory();
    directory.record({ kind: 'node', before: null, after: node() });
    directory.record({ kind: 'node', before: null, after: node({ id: 'n9' }) });
    directory.record({ kind: 'node', before: node(), after: null });
    expect(directory.view('node1').state).toBe('ready');
  });
});
