import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../../kernel/random-streams.ts';
import type { NodeInfo } from './node-info.ts';
import { NodeSet } from './node-set.ts';
import type { NodeTurn } from './strategy.ts';
import { makeNode } from './testing/make-node.ts';
import { makeTask } from './testing/make-task.ts';

function nodeSet(size: number): NodeSet {
  const set = new NodeSet(new RandomStreams(1).stream('nodes'));
  for (let i = 0; i < size; i++) set.upsert(makeNode(`n${i}`));
  return set;
}

function visited(turn: NodeTurn): string[] {
  const ids: string[] = [];
  turn.visit(({ node }) => {
    ids.push(node.id);
    return false;
  });
  return ids;
}

function fewestFirst(turn: NodeTurn): string[] {
  const ids: string[] = [];
  turn.visitFewestFirst('svc', turn.indexes.partition('', []).whole.set, ({ node }) => {
    ids.push(node.id);
    return false;
  });
  return ids;
}

describe('NodeSet', () => {
  it('goes round up to eight nodes in the order in which they came', () => {
    const set = nodeSet(3);
    const turns = new Set(Array.from({ length: 100 }, () => visited(set.turn()).join(' ')));
    expect([...turns].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['n0 n1 n2', 'n1 n2 n0', 'n2 n0 n1']);
  });

  it('seats a newcomer where a node has left', () => {
    const set = nodeSet(4);
    set.remove('n1');
    set.upsert(makeNode('new'));
    const orders = Array.from({ length: 50 }, () => visited(set.turn()).join(' '));
    expect(orders).toContain('n0 new n2 n3');
  });

  it('visits each of many nodes once, whether they came, changed or left', () => {
    const set = nodeSet(200);
    for (let i = 0; i < 200; i += 2) set.remove(`n${i}`);
    for (let i = 150; i < 250; i++) set.upsert(makeNode(`n${i}`));
    const expected = [
      ...Array.from({ length: 75 }, (_, i) => `n${2 * i + 1}`),
      ...Array.from({ length: 100 }, (_, i) => `n${150 + i}`),
    ];
    const turn = set.turn();
    expect(turn.size).toBe(expected.length);
    expect(visited(turn).toSorted(byText)).toEqual(expected.toSorted(byText));
    expect(fewestFirst(turn)).toEqual(visited(turn));
  });

  it('tells the place of each node in the turn', () => {
    const set = nodeSet(30);
    const turn = set.turn();
    const places: number[] = [];
    turn.visit((node: NodeInfo) => {
      places.push(turn.place(node));
      return false;
    });
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('keeps the counts of tasks when it grows', () => {
    const set = nodeSet(8);
    set.get('n0')!.add(makeTask({ id: 't1' }));
    set.get('n1')!.add(makeTask({ id: 't2' }));
    set.upsert(makeNode('n8'));
    expect(fewestFirst(set.turn()).slice(-2).toSorted(byText)).toEqual(['n0', 'n1']);
  });

  it('forgets the counts of a node that leaves', () => {
    const set = nodeSet(2);
    set.get('n0')!.add(makeTask({ id: 't1' }));
    set.get('n1')!.add(makeTask({ id: 't2', serviceId: 'other' }));
    set.remove('n0');
    set.upsert(makeNode('new'));
    expect(fewestFirst(set.turn())).toEqual(['new', 'n1']);
  });
});

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
