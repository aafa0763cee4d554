import { describe, expect, it } from 'vitest';
import { NodeInfo } from './node-info.ts';
import { Pipeline } from './pipeline.ts';
import { makeNode, type NodeTraits } from './testing/make-node.ts';
import { makeTask, makeTaskSpec } from './testing/make-task.ts';

const wanted = makeTask({
  id: 't',
  spec: makeTaskSpec({ reservations: { nanoCpus: 1 }, placement: { constraints: ['node.labels.zone==a'] } }),
});

function node(traits: NodeTraits): NodeInfo {
  return new NodeInfo(makeNode('n', traits), { changed: () => {} });
}

const good = node({ nanoCpus: 1, labels: { zone: 'a' } });
const down = node({ state: 'down' });
const small = node({ labels: { zone: 'a' } });
const elsewhere = node({ nanoCpus: 1 });

function explanationAfter(...nodes: NodeInfo[]): string {
  const pipeline = new Pipeline();
  pipeline.setTask(wanted);
  for (const one of nodes) pipeline.passes(one);
  return pipeline.explain();
}

describe('the pipeline', () => {
  it('names the first filter that refuses a node', () => {
    const pipeline = new Pipeline();
    pipeline.setTask(wanted);
    const refusals = [good, down, small, elsewhere].map((one) => pipeline.refusal(one)?.name ?? null);
    expect(refusals).toEqual([null, 'ready', 'resource', 'constraint']);
    expect(pipeline.explain()).toBe('');
  });

  it('explains the most frequent refusal first, and equally frequent ones in the order of the filters', () => {
    expect(explanationAfter(elsewhere, elsewhere, small, down)).toBe(
      'scheduling constraints not satisfied on 2 nodes; 1 node not available for new tasks; insufficient resources on 1 node',
    );
  });

  it('forgets what it refused before a node that passed', () => {
    expect(explanationAfter(down, down, good, small)).toBe('insufficient resources on 1 node');
  });

  it('forgets what it refused for another task', () => {
    const pipeline = new Pipeline();
    pipeline.setTask(wanted);
    pipeline.passes(small);
    pipeline.setTask(makeTask({ id: 'plain' }));
    pipeline.passes(down);
    expect(pipeline.explain()).toBe('1 node not available for new tasks');
  });
});
