import { describe, expect, it } from 'vitest';
import { NodeInfo } from '../node-info.ts';
import { makeNode } from '../testing/make-node.ts';
import { firstFrom, Partition } from './partition.ts';

const zoneOf = ({ spec }: { spec: { labels: Readonly<Record<string, string>> } }) => spec.labels.zone ?? '';

function inZone(zone: string | null): NodeInfo {
  return new NodeInfo(makeNode('n', { labels: zone === null ? {} : { zone } }), { changed: () => {} });
}

describe('Partition', () => {
  const slots = [inZone('a'), null, inZone('b'), inZone('a'), inZone(null)];
  const partition = new Partition('zone', slots, [zoneOf]);

  it('has a part for each value, that of missing labels included', () => {
    const parts = [...partition.whole.parts].map(([value, part]) => [value, [...part.slots]]);
    expect(parts).toEqual([
      ['a', [0, 3]],
      ['b', [2]],
      ['', [4]],
    ]);
    expect(partition.whole.slots).toEqual([0, 2, 3, 4]);
  });

  it('is right until a node comes, goes or gets another value', () => {
    expect(partition.isRight(0, inZone('a'))).toBe(true);
    expect(partition.isRight(0, inZone('b'))).toBe(false);
    expect(partition.isRight(0, null)).toBe(false);
    expect(partition.isRight(1, null)).toBe(true);
    expect(partition.isRight(1, inZone('a'))).toBe(false);
  });

  it('tells which slot of a part a round meets first', () => {
    const part = partition.whole.parts.get('a')!;
    expect([0, 1, 3, 4].map((start) => firstFrom(part, start))).toEqual([0, 3, 3, 0]);
  });
});
