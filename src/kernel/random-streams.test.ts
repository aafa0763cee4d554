import xor128 from 'seedrandom/lib/xor128.js';
import { describe, expect, it } from 'vitest';
import { RandomStreams } from './random-streams.ts';
import { correlation, kolmogorovSmirnov, mean } from './testing/statistics.ts';

/** Makes the first draws of the stream of that seed and name. */
type Draws = (seed: number, name: string, count: number) => number[];

const hashed: Draws = (seed, name, count) => {
  const stream = new RandomStreams(seed).stream(name);
  return Array.from({ length: count }, () => stream.uniform());
};

/** What Seatrial must not do: the text itself as the seed. */
const plain: Draws = (seed, name, count) => {
  const generator = xor128(`${seed}\0${name}`);
  return Array.from({ length: count }, () => generator());
};

const streams = 4000;
const draws = 16;

/** The largest correlation, in standard errors, between draw i of each stream and draw j of the next. */
function worst(rows: number[][]): number {
  const columns = Array.from({ length: draws }, (_, i) => rows.map((row) => row[i]!));
  let largest = 0;
  for (const here of columns) {
    for (const there of columns) {
      largest = Math.max(largest, Math.abs(correlation(here.slice(0, -1), there.slice(1))));
    }
  }
  return largest * Math.sqrt(rows.length - 1);
}

/** Of 16 × 16 correlations the largest is beyond 4.5 standard errors in one case of 600. */
const limit = 4.5;

const rowsOf = (draw: Draws, key: (i: number) => [seed: number, name: string]) =>
  Array.from({ length: streams }, (_, i) => draw(...key(i), draws));

describe('RandomStreams', () => {
  it('gives the same stream for the same name, and another for another', () => {
    const random = new RandomStreams(7);
    const stream = random.stream('traffic/shoppers/arrivals');
    expect(random.stream('traffic/shoppers/arrivals')).toBe(stream);
    expect(random.stream('traffic/shoppers/demands')).not.toBe(stream);
  });

  it('always gives these numbers: a change of them changes every run of every user', () => {
    const stream = new RandomStreams(1).stream('a');
    expect([stream.uniform(), stream.uniform(), stream.int(1000), stream.exponential(), stream.normal()]).toEqual([
      0.3350189446870858, 0.618547528690496, 391, 0.5073760699101421, 0.3466907711828791,
    ]);
  });

  it('is disturbed neither by other streams nor by the order in which they are asked for', () => {
    const one = new RandomStreams(7);
    one.stream('other').uniform();
    const first = one.stream('mine').uniform();
    one.stream('other').normal();
    const second = one.stream('mine').uniform();
    expect(hashed(7, 'mine', 2)).toEqual([first, second]);
  });

  it('takes a number and its text for the same seed', () => {
    expect(new RandomStreams('42').stream('x').uniform()).toBe(new RandomStreams(42).stream('x').uniform());
  });

  it('keeps seed and name apart', () => {
    const first = (seed: string, name: string) => new RandomStreams(seed).stream(name).uniform();
    const all = [first('1', '2x'), first('12', 'x'), first('1\0x', 'y'), first('1', 'x\0y'), first('', '12x')];
    expect(new Set(all).size).toBe(all.length);
  });

  it('is uncorrelated under neighbouring run seeds, whichever draws are compared', () => {
    expect(worst(rowsOf(hashed, (i) => [i, 'traffic/shoppers/arrivals']))).toBeLessThan(limit);
  });

  it('is uncorrelated under neighbouring names', () => {
    expect(worst(rowsOf(hashed, (i) => [1, `traffic/client${i}/arrivals`]))).toBeLessThan(limit);
  });

  it('is uncorrelated between draws of one stream', () => {
    const sample = hashed(1, 'long', 200_000);
    for (let lag = 1; lag <= 50; lag++) {
      expect(Math.abs(correlation(sample.slice(lag), sample.slice(0, -lag)))).toBeLessThan(4.5 / Math.sqrt(200_000));
    }
  });

  it('has replications whose means are independent: their variance is that of independent draws', () => {
    const means = rowsOf(hashed, (i) => [i, 'x']).map(mean);
    const pairs = means.slice(1).map((value, i) => (value + means[i]!) / 2);
    const deviation = Math.sqrt(mean(pairs.map((value) => (value - 0.5) ** 2)));
    expect(deviation / Math.sqrt(1 / 12 / draws / 2)).toBeCloseTo(1, 1);
  });

  it('starts evenly: first draws over seeds fill [0, 1)', () => {
    const first = rowsOf(hashed, (i) => [i, 'x']).map((row) => row[0]!);
    expect(kolmogorovSmirnov(first, (x) => x)).toBeLessThan(1.95);
  });

  it('the measure can fail: streams seeded with plain text correlate', () => {
    expect(worst(rowsOf(plain, (i) => [i, 'traffic/shoppers/arrivals']))).toBeGreaterThan(5 * limit);
  });
});
