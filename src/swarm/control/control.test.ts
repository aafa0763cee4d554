import { describe, expect, it } from 'vitest';
import type { PortConfig } from '../objects/service.ts';
import { serviceSpec, withImage } from '../testing/service-spec.ts';
import { readyWorker, TestSwarm, testMachine } from '../testing/test-swarm.ts';

const port = (publishedPort: number, publishMode: 'ingress' | 'host' = 'ingress'): PortConfig => ({
  protocol: 'tcp',
  targetPort: 80,
  publishedPort,
  publishMode,
});

const published = (name: string, ...ports: PortConfig[]) => serviceSpec(name, { endpoint: { mode: 'vip', ports } });

function swarmWithWeb() {
  const test = new TestSwarm(2);
  const web = test.create(published('web', port(8080)));
  return { test, web, control: test.swarm.control };
}

describe('services', () => {
  it('are refused under a name that is taken', () => {
    const { control } = swarmWithWeb();
    expect(() => control.createService(serviceSpec('web'))).toThrow(
      'rpc error: code = AlreadyExists desc = name conflicts with an existing object: service web already exists',
    );
  });

  it('are refused a port that another has as an ingress port', () => {
    const { control, web } = swarmWithWeb();
    const refusal = `rpc error: code = InvalidArgument desc = port '8080' is already in use by service 'web' (${web.id}) as an ingress port`;
    expect(() => control.createService(published('b', port(8080)))).toThrow(refusal);
    expect(() => control.createService(published('b', port(8080, 'host')))).toThrow(refusal);
  });

  it('may share a port in host mode, which an ingress port may not', () => {
    const { control } = swarmWithWeb();
    const { id } = control.createService(published('a', port(9000, 'host')));
    control.createService(published('b', port(9000, 'host')));
    expect(() => control.createService(published('c', port(9000)))).toThrow(
      `by service 'a' (${id}) as a host-published port`,
    );
  });

  it('keep the spec before the last update, and go back to it and forth again', () => {
    const { control, web } = swarmWithWeb();
    const second = withImage(web.spec, 'nginx:2');
    control.updateService(web.id, control.getService(web.id).version, second);
    const rollBack = () =>
      control.updateService(web.id, control.getService(web.id).version, second, { rollback: 'previous' });
    expect(rollBack()).toMatchObject({
      spec: web.spec,
      previousSpec: second,
      updateStatus: { state: 'rollback_started' },
    });
    expect(rollBack()).toMatchObject({ spec: second, previousSpec: web.spec });
  });

  it('are refused a rollback without a previous spec, another name, another mode, an old version', () => {
    const { control, web } = swarmWithWeb();
    const update =
      (version: number, spec = web.spec, rollback: 'none' | 'previous' = 'none') =>
      () =>
        control.updateService(web.id, version, spec, { rollback });
    expect(update(web.version, web.spec, 'previous')).toThrow(
      `rpc error: code = FailedPrecondition desc = service ${web.id} does not have a previous spec`,
    );
    expect(update(web.version, { ...web.spec, name: 'b' })).toThrow('renaming services is not supported');
    expect(update(web.version, { ...web.spec, mode: { kind: 'global' } })).toThrow(
      'service mode change is not allowed',
    );
    expect(update(web.version - 1)).toThrow('rpc error: code = Unknown desc = update out of sequence');
  });

  it('get ports from 30000 on and virtual addresses in turn', () => {
    const test = new TestSwarm(1);
    const ids = ['a', 'b'].map((name) => test.create(published(name, port(0))).id);
    test.loop.runUntil(100);
    const endpoints = ids.map((id) => test.swarm.control.getService(id).endpoint);
    expect(endpoints.map((endpoint) => endpoint?.ports[0]?.publishedPort)).toEqual([30_000, 30_001]);
    expect(endpoints.map((endpoint) => endpoint?.virtualIps[0]?.addr)).toEqual(['10.0.0.2/24', '10.0.0.3/24']);
  });

  it('count their running tasks', () => {
    const { test, control, web } = swarmWithWeb();
    expect(control.serviceStatus(web.id)).toMatchObject({ running: 0, desired: 1 });
    test.loop.runUntil(5_000);
    expect(control.serviceStatus(web.id)).toMatchObject({ running: 1, desired: 1 });
  });

  it('take their tasks with them', () => {
    const { test, control, web } = swarmWithWeb();
    test.loop.runUntil(5_000);
    control.removeService(web.id);
    test.loop.runUntil(20_000);
    expect(control.listTasks()).toEqual([]);
    expect(() => control.getService(web.id)).toThrow(`rpc error: code = NotFound desc = service ${web.id} not found`);
  });
});

describe('nodes', () => {
  it('that are ready are only removed by force', () => {
    const { control } = swarmWithWeb();
    expect(() => control.removeNode('n1')).toThrow(
      "rpc error: code = FailedPrecondition desc = node n1 is not down and can't be removed",
    );
    control.removeNode('n1', { force: true });
    expect(control.listNodes().map(({ id }) => id)).toEqual(['n2']);
  });

  it('that manage must be demoted before, and the last of them cannot be', () => {
    const { test, control } = swarmWithWeb();
    const id = test.swarm.addMachine(testMachine('m1'), { ...readyWorker, role: 'manager' });
    const demote = (nodeId: string) => {
      const node = control.getNode(nodeId);
      control.updateNode(node.id, node.version, { ...node.spec, desiredRole: 'worker' });
    };
    expect(() => control.removeNode(id, { force: true })).toThrow('It must be demoted to worker before removal');
    expect(() => demote(id)).toThrow('attempting to demote the last manager of the swarm');
    const { version, spec } = control.getNode('n1');
    control.updateNode('n1', version, { ...spec, desiredRole: 'manager' });
    test.loop.runUntil(100);
    expect(() => demote(id)).toThrow(
      "rpc error: code = FailedPrecondition desc = can't remove member from the raft: this would result in a loss of quorum",
    );
    test.loop.runUntil(1_000);
    demote(id);
    test.loop.runUntil(2_000);
    expect(control.getNode(id)).toMatchObject({ role: 'worker', managerStatus: null });
    expect(control.getNode('n1')).toMatchObject({ role: 'manager', managerStatus: { leader: true } });
  });
});

describe('lookups', () => {
  it('go by id, name and the beginning of an id', () => {
    const { control, web } = swarmWithWeb();
    expect(control.findService(web.id).id).toBe(web.id);
    expect(control.findService('web').id).toBe(web.id);
    expect(control.findService(web.id.slice(0, 6)).id).toBe(web.id);
  });

  it('say when nothing or too much is meant', () => {
    const { control } = swarmWithWeb();
    expect(() => control.findService('nosuch')).toThrow('service nosuch not found');
    expect(() => control.findNode('n')).toThrow('node n is ambiguous (2 matches found)');
  });
});
