import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IpvsTable } from './ipvs-table.ts';
import { dockersSettings } from './service-tables.ts';

const packet = { source: 0, destination: 0 };

function tableOf(...tasks: number[]): IpvsTable {
  const table = new IpvsTable(dockersSettings);
  for (const task of tasks) table.add(task);
  return table;
}

function take(table: IpvsTable, count: number): number[] {
  return Array.from({ length: count }, () => table.schedule(packet, 0));
}

describe('the round robin of IPVS', () => {
  it('begins with the destination that was added last', () => {
    expect(take(tableOf(1, 2, 3), 7)).toEqual([3, 2, 1, 3, 2, 1, 3]);
  });

  it('meets a new destination first in the next lap', () => {
    const table = tableOf(1, 2, 3);
    expect(take(table, 2)).toEqual([3, 2]);
    table.add(4);
    expect(take(table, 5)).toEqual([1, 4, 3, 2, 1]);
  });

  it('meets several new ones together, the newest first, once per lap', () => {
    const table = tableOf(1, 2);
    expect(take(table, 1)).toEqual([2]);
    table.add(3);
    table.add(4);
    expect(take(table, 9)).toEqual([1, 4, 3, 2, 1, 4, 3, 2, 1]);
  });

  it('skips weight 0 and leaves the cursor where it is', () => {
    const table = tableOf(1, 2, 3);
    expect(take(table, 1)).toEqual([3]);
    table.disable(3);
    table.disable(2);
    expect(take(table, 3)).toEqual([1, 1, 1]);
  });

  it('moves the cursor back when its destination is deleted', () => {
    const table = tableOf(1, 2, 3);
    expect(take(table, 2)).toEqual([3, 2]);
    table.delete(2);
    expect(take(table, 3)).toEqual([1, 3, 1]);
  });

  it('moves the cursor to the head when the first destination is deleted under it', () => {
    const table = tableOf(1, 2, 3);
    expect(take(table, 1)).toEqual([3]);
    table.delete(3);
    expect(take(table, 3)).toEqual([2, 1, 2]);
  });

  it('leaves a destination at weight 0 when it is added again', () => {
    const table = tableOf(1, 2);
    table.disable(2);
    table.add(2);
    expect(take(table, 2)).toEqual([1, 1]);
  });

  it('finds none in an empty table, and none where all have weight 0', () => {
    expect(new IpvsTable(dockersSettings).schedule(packet, 0)).toBe(-1);
    const table = tableOf(1);
    expect(table.schedule(packet, 0)).toBe(1);
    table.disable(1);
    expect(table.schedule(packet, 0)).toBe(-1);
    table.delete(1);
    expect(table.schedule(packet, 0)).toBe(-1);
    table.add(2);
    expect(take(table, 2)).toEqual([2, 2]);
  });

  it('gives each eligible destination the same share over whole laps, whatever happened before', () => {
    const operation = fc.record({ kind: fc.constantFrom('add', 'disable', 'delete', 'take'), task: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(operation), (operations) => {
        const table = new IpvsTable(dockersSettings);
        for (const { kind, task } of operations) {
          if (kind === 'add') table.add(task);
          else if (kind === 'disable') table.disable(task);
          else if (kind === 'delete') table.delete(task);
          else table.schedule(packet, 0);
        }
        const eligible = Array.from({ length: table.eligible }, (_, i) => table.eligibleAt(i)).sort((a, b) => a - b);
        const lap = take(table, eligible.length).sort((a, b) => a - b);
        expect(lap).toEqual(eligible);
        expect(table.eligibleAt(eligible.length)).toBe(-1);
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});
