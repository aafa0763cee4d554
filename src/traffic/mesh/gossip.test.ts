import { describe, expect, it } from 'vitest';
import { Gossip } from './gossip.ts';
import { ServiceTables } from './service-tables.ts';

function delays(nodes: number, changes = 400): number[] {
  const gossip = new Gossip(7);
  return Array.from({ length: changes }, () => gossip.newChange()).flatMap((change) =>
    Array.from({ length: nodes - 1 }, (_, viewer) => gossip.delayMs(change, viewer, nodes)),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('gossip', () => {
  it('reaches up to three others within its first round, 0 to 200 ms', () => {
    for (const nodes of [2, 4]) {
      const all = delays(nodes);
      expect(Math.max(...all)).toBeLessThan(200);
      expect(mean(all)).toBeGreaterThan(85);
      expect(mean(all)).toBeLessThan(115);
    }
  });

  it('reaches all of a larger cluster in a few more rounds', () => {
    const first = delays(10).filter((delay) => delay < 200).length / delays(10).length;
    expect(first).toBeGreaterThan(3 / 9 - 0.05);
    expect(first).toBeLessThan(3 / 9 + 0.05);
    expect(Math.max(...delays(10))).toBeLessThan(1000);
    expect(Math.max(...delays(1000, 5))).toBeLessThan(2500);
    expect(mean(delays(1000, 5))).toBeGreaterThan(mean(delays(10)));
  });

  it('notices a lost node after 5 to 6 s, later in a cluster of many', () => {
    const gossip = new Gossip(1);
    const small = Array.from({ length: 200 }, () => gossip.detectionMs(gossip.newChange(), 3));
    expect(Math.min(...small)).toBeGreaterThanOrEqual(5000);
    expect(Math.max(...small)).toBeLessThanOrEqual(6000);
    expect(gossip.detectionMs(gossip.newChange(), 1000)).toBeGreaterThan(13_000);
  });
});

describe('the tables of a service', () => {
  function taskAt(tables: ServiceTables, viewer: number, nowMs: number): number {
    return tables.table(viewer, nowMs).schedule({ source: 0, destination: 0 }, nowMs);
  }

  it('are changed at once where the change is made, elsewhere in the round that brings it', () => {
    const tables = new ServiceTables(new Gossip(1));
    tables.change('add', 5, 0, 3, 1000);
    expect(taskAt(tables, 0, 1000)).toBe(5);
    expect(taskAt(tables, 1, 1000)).toBe(-1);
    expect(taskAt(tables, 1, 1200)).toBe(5);
  });

  it('are the same whether they were looked at in between or not', () => {
    const make = () => {
      const tables = new ServiceTables(new Gossip(3));
      for (let task = 0; task < 20; task++) tables.change('add', task, task % 12, 12, 100 * task);
      for (let task = 0; task < 20; task += 3) tables.change('disable', task, task % 12, 12, 2000 + 100 * task);
      for (let task = 0; task < 20; task += 3) tables.change('delete', task, task % 12, 12, 4500);
      return tables;
    };
    const watched = make();
    const late = make();
    // A look that does not schedule leaves the cursor where it is.
    for (let nowMs = 0; nowMs < 6000; nowMs += 37) watched.table(4, nowMs);
    const lap = (tables: ServiceTables) => Array.from({ length: 13 }, () => taskAt(tables, 4, 6000));
    expect(lap(watched)).toEqual(lap(late));
  });

  it('hear of one task’s changes in their order', () => {
    for (let seed = 0; seed < 50; seed++) {
      const tables = new ServiceTables(new Gossip(seed));
      tables.change('add', 1, 0, 30, 0);
      tables.change('disable', 1, 0, 30, 1);
      tables.change('delete', 1, 0, 30, 2);
      tables.change('add', 2, 0, 30, 3);
      for (let viewer = 1; viewer < 30; viewer++) expect(taskAt(tables, viewer, 3000)).toBe(2);
    }
  });

  it('are told of everything at once where a node starts anew', () => {
    const tables = new ServiceTables(new Gossip(1));
    tables.change('add', 5, 0, 3, 1000);
    tables.reset(1, 1000);
    expect(taskAt(tables, 1, 1000)).toBe(5);
  });
});
