import { describe, expect, it } from 'vitest';
import type { NodeRow, UpdateRow } from '../../simulation/run-result.ts';
import { nodeBands, updateBands } from './bands.ts';

function update(time_s: number, state: string, service = 'web'): UpdateRow {
  return { time_s, service, state, message: '' };
}

function node(time_s: number, state: string, availability = 'active'): NodeRow {
  return { time_s, node: 'n', state, availability, cpu_busy: 0, in_flight: 0, requests: 0 };
}

describe('updateBands', () => {
  it('goes from each status to the next one of the same service', () => {
    const rows = [
      update(10, 'updating'),
      update(12, 'updating', 'db'),
      update(20, 'rollback_started'),
      update(25, 'completed', 'db'),
      update(30, 'rollback_completed'),
    ];
    expect(updateBands(rows, 100)).toEqual([
      { from_s: 10, to_s: 20, kind: 'update' },
      { from_s: 12, to_s: 25, kind: 'update' },
      { from_s: 20, to_s: 30, kind: 'rollback' },
    ]);
  });

  it('does not shade twice where a status comes again', () => {
    expect(updateBands([update(10, 'updating'), update(15, 'updating'), update(20, 'completed')], 100)).toEqual([
      { from_s: 10, to_s: 15, kind: 'update' },
      { from_s: 15, to_s: 20, kind: 'update' },
    ]);
  });

  it('goes on to the end where nothing follows', () => {
    expect(updateBands([update(10, 'paused')], 100)).toEqual([{ from_s: 10, to_s: 100, kind: 'paused' }]);
  });
});

describe('nodeBands', () => {
  it('does not take a machine that has not joined for a node that is down', () => {
    expect(nodeBands([node(0, ''), node(5, 'ready')], 10)).toEqual([]);
  });

  it('joins the intervals in which a node was down or drained', () => {
    const rows = [node(0, 'ready'), node(5, 'down'), node(10, 'down'), node(15, 'ready', 'drain'), node(20, 'ready')];
    expect(nodeBands(rows, 25)).toEqual([
      { from_s: 5, to_s: 15, kind: 'down' },
      { from_s: 15, to_s: 20, kind: 'drained' },
    ]);
  });

  it('goes on to the end', () => {
    expect(nodeBands([node(0, 'ready'), node(5, 'down')], 25)).toEqual([{ from_s: 5, to_s: 25, kind: 'down' }]);
  });
});
