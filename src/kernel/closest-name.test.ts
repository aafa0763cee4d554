import { describe, expect, it } from 'vitest';
import { closestName, editDistance } from './closest-name.ts';

describe('closestName', () => {
  const names = ['replicas', 'restart_policy', 'resources', 'mode'];

  it.each([
    ['replicsa', 'replicas'],
    ['Replicas', 'replicas'],
    ['restart-policy', 'restart_policy'],
    ['restartPolicy', 'restart_policy'],
    ['rep', 'replicas'],
    ['resorces', 'resources'],
    ['mod', 'mode'],
  ])('takes %s for %s', (word, name) => {
    expect(closestName(word, names)).toBe(name);
  });

  it.each(['placement', 're', 'x', '', 'constructor'])('takes %j for none of them', (word) => {
    expect(closestName(word, names)).toBeNull();
  });

  it('takes the first of two that are as near', () => {
    expect(closestName('worker9', ['worker2', 'worker1'])).toBe('worker2');
  });

  it('does not take one letter for another', () => {
    expect(closestName('a', ['b'])).toBeNull();
  });

  it('is done with a very long word at once', () => {
    expect(closestName('x'.repeat(1e6), names)).toBeNull();
  });
});

describe('editDistance', () => {
  it.each([
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['kitten', 'sitting', 3],
  ])('from %j to %j is %d', (from, to, distance) => {
    expect([editDistance(from, to), editDistance(to, from)]).toEqual([distance, distance]);
  });
});
