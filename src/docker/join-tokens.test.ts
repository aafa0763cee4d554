import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../kernel/random-streams.ts';
import { JoinTokens } from './join-tokens.ts';

function newTokens(seed: number): JoinTokens {
  return new JoinTokens(new RandomStreams(seed).stream('tokens'));
}

describe('JoinTokens', () => {
  const tokens = newTokens(1);

  it('name the swarm in front and the role behind', () => {
    const worker = tokens.of('worker').split('-');
    const manager = tokens.of('manager').split('-');
    expect(worker.map((part) => part.length)).toEqual([6, 1, 50, 25]);
    expect(manager.slice(0, 3)).toEqual(worker.slice(0, 3));
    expect(manager[3]).not.toBe(worker[3]);
  });

  it('admit with the role of the token', () => {
    expect(tokens.admit(tokens.of('worker'))).toEqual({ role: 'worker' });
    expect(tokens.admit(tokens.of('manager'))).toEqual({ role: 'manager' });
  });

  it('refuse the token of another swarm', () => {
    expect(tokens.admit(newTokens(2).of('worker'))).toEqual({
      refusal: expect.stringContaining('remote CA does not match fingerprint'),
    });
  });

  it('are the same for the same seed', () => {
    expect(newTokens(1).of('manager')).toBe(tokens.of('manager'));
  });
});
