import { describe, expect, it } from 'vitest';
import type { SwarmNode } from '../objects/node.ts';
import type { Task } from '../objects/task.ts';
import { makeNode } from '../scheduler/testing/make-node.ts';
import { makeTask } from '../scheduler/testing/make-task.ts';
import { ServiceSpread } from './service-spread.ts';

const byZone = [{ spread: 'node.labels.zone' }];

function inZone(id: string, zone: string): SwarmNode {
  const node = makeNode(id);
  return { ...node, spec: { ...node.spec, labels: { zone } } };
}

const [a1, a2, b1] = [inZone('a1', 'a'), inZone('a2', 'a'), inZone('b1', 'b')];

/** So many tasks on each node, named a1.1, a1.2, …, each younger than the one before. */
function spreadOf(counts: readonly (readonly [SwarmNode, number])[], preferences = byZone): ServiceSpread {
  const tasks = counts.flatMap(([node, count]) =>
    Array.from({ length: count }, (_, i): [Task, SwarmNode] => {
      const id = `${node.id}.${i + 1}`;
      return [{ ...makeTask({ id, nodeId: node.id }), createdAtMs: i }, node];
    }),
  );
  return new ServiceSpread(preferences, tasks);
}

describe('ServiceSpread', () => {
  it('finds a move good between nodes that differ by two', () => {
    const spread = spreadOf(
      [
        [a1, 3],
        [b1, 1],
      ],
      [],
    );
    expect([spread.improves(a1, b1), spread.improves(a1, a2), spread.improves(b1, a1)]).toEqual([true, true, false]);
    expect(spread.improves(b1, a2)).toBe(false);
    expect(spread.improves(a1, a1)).toBe(false);
  });

  it('looks at the preferred labels first, and at the nodes within one value', () => {
    // Zone a has four, zone b has three on its only node.
    const spread = spreadOf([
      [a1, 3],
      [a2, 1],
      [b1, 3],
    ]);
    expect(spread.improves(b1, a2)).toBe(false);
    expect(spread.improves(a1, b1)).toBe(false);
    expect(spread.improves(a1, a2)).toBe(true);
    // Zone a has five, zone b one less than two of its nodes.
    expect(
      spreadOf([
        [a1, 3],
        [a2, 2],
        [b1, 3],
      ]).improves(a2, b1),
    ).toBe(true);
  });

  it('offers the youngest task of the fullest node of each zone, fuller zones first', () => {
    const ids = (spread: ServiceSpread) => spread.candidates().map(({ id }) => id);
    expect(
      ids(
        spreadOf([
          [b1, 3],
          [a1, 2],
          [a2, 4],
        ]),
      ),
    ).toEqual(['a2.4', 'b1.3']);
    expect(
      ids(
        spreadOf(
          [
            [b1, 3],
            [a1, 2],
            [a2, 4],
          ],
          [],
        ),
      ),
    ).toEqual(['a2.4']);
  });
});
