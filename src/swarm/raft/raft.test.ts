import { describe, expect, it } from 'vitest';
import { EventLoop } from '../../kernel/event-loop.ts';
import { RandomStreams } from '../../kernel/random-streams.ts';
import { Raft } from './raft.ts';

/** Managers `a`, `b`, `c`, …; `a` leads. */
function managers(count: number, seed = 1) {
  const loop = new EventLoop();
  const seen: string[] = [];
  let log = 0;
  const raft = new Raft(loop, new RandomStreams(seed).stream('raft'), () => log, {
    held: () => seen.push('held'),
    released: () => seen.push('released'),
    lost: () => seen.push('lost'),
    elected: (id) => seen.push(`elected ${id}`),
  });
  for (let i = 0; i < count; i++) raft.add('abcdefg'[i]!);
  const commit = () => {
    expect(raft.commits).toBe(true);
    log++;
  };
  return { loop, raft, seen, commit };
}

describe('Raft', () => {
  it('has no event while nobody fails', () => {
    const { loop, raft } = managers(5);
    expect([loop.pending, raft.leaderId, raft.commits]).toEqual([0, 'a', true]);
  });

  it('elects another leader 10 to 20 s after the death of the last', () => {
    for (let seed = 0; seed < 40; seed++) {
      const { loop, raft, seen } = managers(3, seed);
      raft.managerWentDown('a');
      expect(raft.leaderId).toBe(null);
      loop.runUntil(10_000);
      expect(raft.leaderId).toBe(null);
      loop.runUntil(20_000);
      expect(seen).toEqual(['lost', `elected ${raft.leaderId}`]);
      expect([raft.isReachable('a'), raft.isReachable('b')]).toEqual([false, true]);
      expect(loop.pending).toBe(0);
    }
  });

  it('elects nobody without a quorum, and only who knows all when it is back', () => {
    for (let seed = 0; seed < 40; seed++) {
      const { loop, raft, commit } = managers(3, seed);
      raft.managerWentDown('c');
      commit();
      raft.managerWentDown('a');
      loop.runUntil(100_000);
      expect(raft.leaderId).toBe(null);
      raft.managerCameBack('c');
      loop.runUntil(160_000);
      expect(raft.leaderId).toBe('b');
    }
  });

  it('holds a leader without a quorum until that is back, or its time of 10 to 20 s is over', () => {
    const { loop, raft, seen } = managers(3);
    raft.managerWentDown('b');
    raft.managerWentDown('c');
    expect([raft.commits, raft.leaderId, raft.wayOf('a', false), raft.wayOf('a', true)]).toEqual([
      false,
      'a',
      'open',
      'waits',
    ]);
    loop.runUntil(4_000);
    raft.managerCameBack('c');
    loop.runUntil(8_000);
    expect(seen).toEqual(['held', 'released']);
    raft.managerWentDown('c');
    loop.runUntil(30_000);
    expect(seen).toEqual(['held', 'released', 'held', 'lost']);
  });

  it('refuses requests when a manager has known for 10 s that there is no leader', () => {
    const { loop, raft } = managers(3);
    raft.managerWentDown('a');
    raft.managerWentDown('b');
    loop.runUntil(19_000);
    expect(raft.wayOf('c', false)).toBe('waits');
    loop.runUntil(31_000);
    expect(raft.wayOf('c', false)).toBe('refused');
  });

  it('deposes a leader that hears again of a manager who stood for election meanwhile', () => {
    const { loop, raft, seen } = managers(3);
    raft.setReachable('a', 'c', false);
    raft.setReachable('b', 'c', false);
    loop.runUntil(30_000);
    expect([raft.leaderId, seen]).toEqual(['a', []]);
    raft.setReachable('b', 'c', true);
    raft.setReachable('a', 'c', true);
    expect(seen).toEqual(['lost']);
    loop.runUntil(60_000);
    expect(raft.leaderId).not.toBe(null);
  });

  it('has the larger side of a cut elect its own leader', () => {
    const { loop, raft } = managers(3);
    raft.setReachable('a', 'b', false);
    raft.setReachable('a', 'c', false);
    loop.runUntil(20_000);
    expect(['b', 'c']).toContain(raft.leaderId);
    raft.setReachable('a', 'b', true);
    raft.setReachable('a', 'c', true);
    expect(raft.isReachable('a')).toBe(true);
  });

  it('hands over at once', () => {
    const { loop, raft, seen } = managers(3);
    expect(raft.transfer()).toBe(true);
    loop.runUntil(100);
    expect(seen).toEqual(['lost', 'elected b']);
    raft.remove('a');
    expect([raft.canRemove('b'), raft.commits]).toEqual([true, true]);
  });

  it('lets nobody go whom the quorum needs', () => {
    const { raft } = managers(3);
    expect(raft.canRemove('b')).toBe(true);
    raft.managerWentDown('c');
    expect([raft.canRemove('b'), raft.canRemove('c')]).toEqual([false, true]);
  });

  it('has a manager that comes back heard within 8 s', () => {
    const { loop, raft } = managers(3);
    raft.managerWentDown('c');
    loop.runUntil(60_000);
    raft.managerCameBack('c');
    expect(raft.isReachable('c')).toBe(false);
    loop.runUntil(68_000);
    expect(raft.isReachable('c')).toBe(true);
  });

  it('lets the only manager lead again as soon as it is back', () => {
    const { loop, raft } = managers(1);
    raft.managerWentDown('a');
    loop.runUntil(60_000);
    raft.managerCameBack('a');
    loop.runUntil(60_001);
    expect(raft.leaderId).toBe('a');
  });
});
