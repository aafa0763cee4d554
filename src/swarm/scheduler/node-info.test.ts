import { describe, expect, it } from 'vitest';
import type { PortConfig } from '../objects/service.ts';
import { TaskState } from '../objects/task-state.ts';
import { NodeInfo } from './node-info.ts';
import { makeNode } from './testing/make-node.ts';
import { makeTask, makeTaskSpec } from './testing/make-task.ts';

const reserving = makeTaskSpec({ reservations: { nanoCpus: 2, memoryBytes: 3, generic: [{ kind: 'gpu', value: 1 }] } });
const rich = { nanoCpus: 10, memoryBytes: 10, generic: [{ kind: 'gpu', named: ['g1', 'g2'] }] };

function nodeInfo(): NodeInfo {
  return new NodeInfo(makeNode('n', rich), { changed: () => {} });
}

describe('a node’s accounts', () => {
  it('set aside what a task reserves, and take it back', () => {
    const node = nodeInfo();
    expect(node.add(makeTask({ id: 't', spec: reserving }))).toEqual([{ kind: 'gpu', named: ['g1'] }]);
    expect([node.freeNanoCpus, node.freeMemoryBytes]).toEqual([8, 7]);
    expect(node.remove('t')).toBe(true);
    expect([node.freeNanoCpus, node.freeMemoryBytes]).toEqual([10, 10]);
    expect(node.freeGeneric.claim([{ kind: 'gpu', value: 2 }])).toEqual([{ kind: 'gpu', named: ['g2', 'g1'] }]);
  });

  it('count a task once, however often it is told of', () => {
    const node = nodeInfo();
    node.add(makeTask({ id: 't', spec: reserving }));
    node.add(makeTask({ id: 't', spec: reserving, state: TaskState.running }));
    expect([node.freeNanoCpus, node.activeTotal, node.activeOf('svc')]).toEqual([8, 1, 1]);
  });

  it('keep the resources of a task that is to stop, but count it no more', () => {
    const node = nodeInfo();
    node.add(makeTask({ id: 't', spec: reserving }));
    node.add(makeTask({ id: 't', spec: reserving, desiredState: TaskState.shutdown }));
    expect([node.freeNanoCpus, node.activeTotal, node.activeOf('svc')]).toEqual([8, 0, 0]);
    node.remove('t');
    expect([node.freeNanoCpus, node.activeTotal, node.activeOf('svc')]).toEqual([10, 0, 0]);
  });

  it('count a task again that is to run after all', () => {
    const node = nodeInfo();
    node.add(makeTask({ id: 't', desiredState: TaskState.remove }));
    node.add(makeTask({ id: 't', desiredState: TaskState.complete }));
    expect(node.activeOf('svc')).toBe(1);
  });

  it('go below zero when the node shrinks, and know which names are taken', () => {
    const node = nodeInfo();
    node.add(makeTask({ id: 't', spec: reserving }));
    node.update(makeNode('n', { ...rich, nanoCpus: 1 }));
    expect([node.freeNanoCpus, node.freeMemoryBytes]).toEqual([-1, 7]);
    expect(node.freeGeneric.claim([{ kind: 'gpu', value: 1 }])).toEqual([{ kind: 'gpu', named: ['g2'] }]);
  });

  it('free a host port as soon as one of its holders goes', () => {
    const node = nodeInfo();
    const ports: PortConfig[] = [{ protocol: 'tcp', targetPort: 80, publishedPort: 8080, publishMode: 'host' }];
    node.add(makeTask({ id: 't1', ports }));
    node.add(makeTask({ id: 't2', ports }));
    expect([...node.hostPorts]).toEqual(['tcp/8080']);
    node.remove('t1');
    expect([...node.hostPorts]).toEqual([]);
  });

  it('know nothing of a task that was never there', () => {
    expect(nodeInfo().remove('t')).toBe(false);
  });
});
