import { expect, it } from 'vitest';
import { Fingerprint } from './fingerprint.ts';

function digest(feed: (fingerprint: Fingerprint) => void): string {
  const fingerprint = new Fingerprint();
  feed(fingerprint);
  return fingerprint.digest();
}

it('is the same for the same events, and does not change by being read', () => {
  const feed = (fingerprint: Fingerprint) => {
    fingerprint.text('running');
    fingerprint.digest();
    fingerprint.number(1.5);
  };
  expect(digest(feed)).toBe(digest(feed));
  expect(digest(feed)).toMatch(/^[0-9a-f]{16}$/);
});

it('tells order, kind and the last bit of numbers and texts', () => {
  const feeds: ((fingerprint: Fingerprint) => void)[] = [
    () => {},
    (f) => f.number(0),
    (f) => f.number(-0),
    (f) => f.number(1),
    (f) => f.number(1 + Number.EPSILON),
    (f) => f.text(''),
    (f) => f.text('ab'),
    (f) => f.text('ba'),
    (f) => f.words(1, 2),
    (f) => f.words(2, 1),
    (f) => {
      f.text('a');
      f.text('b');
    },
  ];
  expect(new Set(feeds.map(digest)).size).toBe(feeds.length);
});

it('has no collision among a hundred thousand neighbouring numbers, in either half', () => {
  const digests = Array.from({ length: 100_000 }, (_, i) => digest((f) => f.number(i)));
  expect(new Set(digests).size).toBe(digests.length);
  // 2³² values for each half: about one pair in 10¹⁰/2³³ is expected to meet.
  for (const half of [0, 8]) {
    expect(new Set(digests.map((text) => text.slice(half, half + 8))).size).toBeGreaterThan(digests.length - 10);
  }
});
