import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../../kernel/random-streams.ts';
import { meanInterval } from './interval.ts';
import { lowerBound, upperBound } from './one-sided-bound.ts';
import { pairedDifference } from './paired-difference.ts';
import { simultaneousConfidence } from './simultaneous.ts';

/** On normal samples the intervals are exact: their shares may differ by chance alone (3.3 standard deviations of 4,000). */
const samples = 4000;
const confidence = 0.95;
const chance = 3.3 * Math.sqrt((confidence * (1 - confidence)) / samples);

const stream = new RandomStreams(1).stream('coverage');
const normals = (count: number, mean: number) => Array.from({ length: count }, () => mean + stream.normal());
const share = (covers: () => boolean) => Array.from({ length: samples }, covers).filter(Boolean).length / samples;
const within = ({ low, high }: { low: number; high: number }, truth: number) => low <= truth && truth <= high;

describe('what is said to hold with 95 % does', () => {
  it.each([2, 5, 20])('interval of the mean of %i', (count) => {
    const covered = share(() => within(meanInterval(normals(count, 7), confidence), 7));
    expect(Math.abs(covered - confidence)).toBeLessThan(chance);
  });

  it.each([
    ['upper', () => upperBound(normals(5, 7), confidence) > 7],
    ['lower', () => lowerBound(normals(5, 7), confidence) < 7],
  ])('%s bound', (_side, holds) => {
    expect(Math.abs(share(holds) - confidence)).toBeLessThan(chance);
  });

  it('difference of pairs that share their noise', () => {
    const covered = share(() => {
      const common = normals(6, 0).map((value) => 5 * value);
      const [before, after] = [normals(6, 3), normals(6, 4)].map((own) => own.map((value, i) => value + common[i]!));
      return within(pairedDifference(before!, after!, confidence).interval, 1);
    });
    expect(Math.abs(covered - confidence)).toBeLessThan(chance);
  });

  it('difference of samples that share nothing, by Welch', () => {
    const covered = share(() => {
      const wide = normals(10, 0).map((value) => 4 * value);
      return within(pairedDifference(normals(10, 0), wide, confidence).unpaired, 0);
    });
    expect(Math.abs(covered - confidence)).toBeLessThan(chance);
  });

  it('ten intervals together', () => {
    const each = simultaneousConfidence(confidence, 10);
    const covered = share(() =>
      Array.from({ length: 10 }, () => meanInterval(normals(5, 0), each)).every((interval) => within(interval, 0)),
    );
    // Independent ones hold together a little more often: (1 − 0.05/10)¹⁰ = 95.1 %.
    expect(Math.abs(covered - 0.9511)).toBeLessThan(chance);
  });
});
