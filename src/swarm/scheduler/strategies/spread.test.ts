import { describe, expect, it } from 'vitest';
import { Cluster, outcomes } from '../testing/cluster.ts';
import type { NodeTraits } from '../testing/make-node.ts';
import { makeTaskSpec } from '../testing/make-task.ts';
import { spread } from './spread.ts';

const zones = makeTaskSpec({ placement: { preferences: [{ spread: 'node.labels.zone' }] } });
const small = { nanoCpus: 1 };
const reserving = { nanoCpus: 1 };

describe('spread over nodes', () => {
  it('takes the node with fewer tasks of the service, whatever else it runs', () => {
    expect(outcomes(spread, (c) => c.node('a', { svc: 1 }).node('b', { other: 9 }).place(1))).toEqual([{ b: 1 }]);
  });

  it('takes the node with fewer tasks in all of those with as many of the service', () => {
    expect(outcomes(spread, (c) => c.node('a', { other: 2 }).node('b', { other: 1 }).place(1))).toEqual([{ b: 1 }]);
  });

  it('levels the nodes up before it goes round: each until it has more than the next', () => {
    // b 0 → 2, c 1 → 4, a 3 → 4, then b, c.
    expect(outcomes(spread, (c) => c.node('a', { svc: 3 }).node('b').node('c', { svc: 1 }).place(8))).toEqual([
      { a: 1, b: 3, c: 4 },
    ]);
  });

  it('passes over nodes that are full', () => {
    const spec = makeTaskSpec({ reservations: reserving });
    expect(outcomes(spread, (c) => c.node('a', small).node('b', { nanoCpus: 5 }).place(4, spec))).toEqual([
      { a: 1, b: 3 },
    ]);
  });

  it('gives a single task to the first of two equal nodes seven times of eight', () => {
    let first = 0;
    for (let seed = 0; seed < 2000; seed++) if (new Cluster(spread, seed).node('a').node('b').place(1).a === 1) first++;
    expect(first / 2000).toBeCloseTo(7 / 8, 1);
  });

  it('gives two of three tasks to the second of two equal nodes seven times of eight', () => {
    let second = 0;
    for (let seed = 0; seed < 2000; seed++)
      if (new Cluster(spread, seed).node('a').node('b').place(3).b === 2) second++;
    expect(second / 2000).toBeCloseTo(7 / 8, 1);
  });
});

describe('spread over label values', () => {
  it('gives each value as many tasks, however many nodes it has', () => {
    const place = (c: Cluster) => c.node('a1', zone('a')).node('b1', zone('b')).node('b2', zone('b')).place(4, zones);
    expect(outcomes(spread, place)).toEqual([{ a1: 2, b1: 1, b2: 1 }]);
  });

  it('takes a missing label for a value of its own', () => {
    expect(outcomes(spread, (c) => c.node('a1', zone('a')).node('x1').node('x2').place(4, zones))).toEqual([
      { a1: 2, x1: 1, x2: 1 },
    ]);
  });

  it('counts tasks on nodes that can take none', () => {
    const place = (c: Cluster) =>
      c
        .node('a1', { ...zone('a'), availability: 'drain', svc: 3 })
        .node('a2', zone('a'))
        .node('b1', zone('b'))
        .place(3, zones);
    expect(outcomes(spread, place)).toEqual([{ b1: 3 }]);
  });

  it('gives the others what a value has no room for', () => {
    const spec = makeTaskSpec({ reservations: reserving, placement: zones.placement });
    const place = (c: Cluster) =>
      c
        .node('a1', { ...zone('a'), nanoCpus: 1 })
        .node('b1', { ...zone('b'), nanoCpus: 9 })
        .place(6, spec);
    expect(outcomes(spread, place)).toEqual([{ a1: 1, b1: 5 }]);
  });

  it('divides by the outer preference first', () => {
    const spec = makeTaskSpec({
      placement: { preferences: [{ spread: 'node.labels.zone' }, { spread: 'engine.labels.rack' }] },
    });
    const place = (c: Cluster) =>
      c
        .node('a1', { ...zone('a'), engineLabels: { rack: '1' } })
        .node('a2', { ...zone('a'), engineLabels: { rack: '1' } })
        .node('a3', { ...zone('a'), engineLabels: { rack: '2' } })
        .node('b1', zone('b'))
        .place(8, spec);
    expect(outcomes(spread, place)).toEqual([{ a1: 1, a2: 1, a3: 2, b1: 4 }]);
  });

  it('passes over a preference that names no label', () => {
    const spec = makeTaskSpec({ placement: { preferences: [{ spread: 'node.hostname' }] } });
    expect(outcomes(spread, (c) => c.node('a', { svc: 1 }).node('b').place(1, spec))).toEqual([{ b: 1 }]);
  });
});

function zone(value: string): NodeTraits {
  return { labels: { zone: value } };
}
