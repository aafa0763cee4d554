import { expect, it } from 'vitest';
import { Fingerprint } from './fingerprint.ts';
import type { FingerprintMark } from './fingerprint-trail.ts';

const events = 5000;

/** A run of events, of which one is another. */
function trailOf(oddEvent: number): readonly FingerprintMark[] {
  const fingerprint = new Fingerprint();
  for (let event = 1; event <= events; event++) {
    fingerprint.number(event === oddEvent ? -1 : event);
    fingerprint.endEvent(event * 10);
  }
  return fingerprint.trail();
}

it('marks each of the first events, later ones at most 0.4 % apart, and the last one', () => {
  const marks = trailOf(0).map(({ event }) => event);
  expect(marks.slice(0, 256)).toEqual(Array.from({ length: 256 }, (_, index) => index + 1));
  const gaps = marks.slice(1).map((event, index) => (event - marks[index]! - 1) / marks[index]!);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(1 / 256);
  expect(marks.length).toBeLessThan(256 * (1 + Math.log(events / 256)) + 2);
  expect(marks.at(-1)).toBe(events);
});

it('ends with the whole fingerprint, at the time of the last event', () => {
  const fingerprint = new Fingerprint();
  for (let event = 1; event <= 1001; event++) {
    fingerprint.number(event);
    fingerprint.endEvent(event / 2);
  }
  expect(fingerprint.trail().at(-1)).toEqual({ event: 1001, timeMs: 500.5, fingerprint: fingerprint.digest() });
});

it('is empty without an event', () => {
  expect(new Fingerprint().trail()).toEqual([]);
});

it.each([1, 2, 256, 257, 300, 4999, 5000])('brackets the event at which two runs part: %i', (odd) => {
  const [usual, other] = [trailOf(0), trailOf(odd)];
  const parted = usual.findIndex((mark, index) => mark.fingerprint !== other[index]?.fingerprint);
  expect(usual[parted]!.event).toBeGreaterThanOrEqual(odd);
  expect(usual[parted - 1]?.event ?? 0).toBeLessThan(odd);
});
