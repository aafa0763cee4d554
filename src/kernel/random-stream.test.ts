import { describe, expect, it } from 'vitest';
import { RandomStream } from './random-stream.ts';
import { RandomStreams } from './random-streams.ts';
import { normalCdf } from './testing/cdf.ts';
import { centralMoment, chiSquare, kolmogorovSmirnov, mean } from './testing/statistics.ts';
import { exponentialZiggurat, normalTail, normalZiggurat } from './ziggurat.ts';

const stream = (name: string) => new RandomStreams(1).stream(name);
const sampleOf = (count: number, draw: () => number) => Float64Array.from({ length: count }, draw);
const exponentialCdf = (x: number) => -Math.expm1(-x);

/** One case of a thousand. */
const ksLimit = 1.95;
const chiLimit = 3.1;

describe('uniform', () => {
  it('is uniform on [0, 1)', () => {
    const random = stream('uniform');
    const sample = sampleOf(200_000, () => random.uniform());
    expect(kolmogorovSmirnov(sample, (x) => x)).toBeLessThan(ksLimit);
    expect(Math.min(...sample.subarray(0, 1000))).toBeGreaterThan(0);
    expect(Math.max(...sample.subarray(0, 1000))).toBeLessThan(1);
  });

  it('is uniform in pairs and triples', () => {
    const random = stream('pairs');
    const pairs = new Uint32Array(32 * 32);
    const triples = new Uint32Array(10 ** 3);
    for (let i = 0; i < 200_000; i++) {
      const [a, b, c] = [random.uniform(), random.uniform(), random.uniform()];
      pairs[Math.floor(a * 32) * 32 + Math.floor(b * 32)]!++;
      triples[Math.floor(a * 10) * 100 + Math.floor(b * 10) * 10 + Math.floor(c * 10)]!++;
    }
    expect(chiSquare(pairs, new Float64Array(pairs.length).fill(1 / pairs.length))).toBeLessThan(chiLimit);
    expect(chiSquare(triples, new Float64Array(triples.length).fill(1 / triples.length))).toBeLessThan(chiLimit);
  });

  it('has more than 32 bits: no value repeats in 200,000 draws, and the 53rd bit is set half of the time', () => {
    const random = stream('bits');
    const sample = sampleOf(200_000, () => random.uniform());
    expect(new Set(sample).size).toBe(sample.length);
    expect(mean(sample.map((x) => (x * 2 ** 53) % 2))).toBeCloseTo(0.5, 2);
  });
});

describe('int', () => {
  it('takes each value equally often', () => {
    const random = stream('int');
    const counts = new Uint32Array(7);
    for (let i = 0; i < 100_000; i++) counts[random.int(7)]!++;
    expect(chiSquare(counts, new Array(7).fill(1 / 7))).toBeLessThan(chiLimit);
  });

  it('of 1 is 0, and of a huge number is below it', () => {
    const random = stream('edges');
    expect(random.int(1)).toBe(0);
    for (let i = 0; i < 1000; i++) expect(random.int(Number.MAX_SAFE_INTEGER)).toBeLessThan(Number.MAX_SAFE_INTEGER);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (n) => {
    expect(() => stream('refused').int(n)).toThrow(RangeError);
  });
});

describe('exponential', () => {
  const random = stream('exponential');
  const sample = sampleOf(2_000_000, () => random.exponential());

  it('is exponential with mean 1', () => {
    expect(kolmogorovSmirnov(sample, exponentialCdf)).toBeLessThan(ksLimit);
    expect(Math.abs(mean(sample) - 1)).toBeLessThan(4 / Math.sqrt(sample.length));
    // The variance of a squared deviation is 9 − 1.
    expect(Math.abs(centralMoment(sample, 2) - 1)).toBeLessThan(4 * Math.sqrt(8 / sample.length));
  });

  it('is so beyond the ziggurat’s foot, too', () => {
    const start = exponentialZiggurat.x[1]!;
    const tail = sample.filter((x) => x > start).map((x) => x - start);
    expect(Math.abs(tail.length / sample.length / Math.exp(-start) - 1)).toBeLessThan(4 / Math.sqrt(tail.length));
    expect(kolmogorovSmirnov(tail, exponentialCdf)).toBeLessThan(ksLimit);
  });

  it('the measure can fail: it tells a mean of 1.003 from 1', () => {
    expect(kolmogorovSmirnov(sample, (x) => exponentialCdf(x / 1.003))).toBeGreaterThan(ksLimit);
  });
});

describe('normal', () => {
  const random = stream('normal');
  const sample = sampleOf(2_000_000, () => random.normal());

  it('is normal with mean 0 and variance 1', () => {
    expect(kolmogorovSmirnov(sample, normalCdf)).toBeLessThan(ksLimit);
    expect(Math.abs(mean(sample))).toBeLessThan(4 / Math.sqrt(sample.length));
    expect(Math.abs(centralMoment(sample, 2) - 1)).toBeLessThan(4 * Math.sqrt(2 / sample.length));
    expect(Math.abs(centralMoment(sample, 4) - 3)).toBeLessThan(4 * Math.sqrt(96 / sample.length));
  });

  it('is so beyond the ziggurat’s foot, on both sides', () => {
    const start = normalZiggurat.x[1]!;
    const beyond = 2 * normalCdf(-start);
    const tail = sample.filter((x) => Math.abs(x) > start);
    const conditional = (x: number) => 1 - normalCdf(-x) / normalCdf(-start);
    expect(Math.abs(tail.length / sample.length / beyond - 1)).toBeLessThan(4 / Math.sqrt(tail.length));
    expect(kolmogorovSmirnov(tail.map(Math.abs), conditional)).toBeLessThan(ksLimit);
    expect(Math.abs(mean(tail.map(Math.sign)))).toBeLessThan(4 / Math.sqrt(tail.length));
  });
});

describe('normalTail', () => {
  it.each([0.5, 1, 3.65])('beyond %d is what a normal is, given that it lies there', (start) => {
    const random = stream('tail');
    const sample = sampleOf(200_000, () => normalTail(start, random));
    expect(kolmogorovSmirnov(sample, (x) => 1 - normalCdf(-x) / normalCdf(-start))).toBeLessThan(ksLimit);
  });
});

describe('ziggurat', () => {
  it.each([
    ['exponential', exponentialZiggurat, (x: number) => Math.exp(-x)],
    ['normal', normalZiggurat, (x: number) => Math.exp(-0.5 * x * x)],
  ])(
    '%s: all boxes have the same area, corners on the density, and the topmost closes at 1',
    (_, { x, y }, density) => {
      const area = x[0]! * y[1]!;
      for (let layer = 1; layer < 256; layer++) {
        expect(x[layer]! * (y[layer + 1]! - y[layer]!)).toBeCloseTo(area, 12);
        expect(density(x[layer]!)).toBeCloseTo(y[layer]!, 12);
        expect(x[layer + 1]!).toBeLessThan(x[layer]!);
      }
      expect([x[256], y[256]]).toEqual([0, 1]);
    },
  );
});

describe('shuffle and pick', () => {
  it('shuffle gives each order equally often, in place', () => {
    const random = stream('shuffle');
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const items = [1, 2, 3, 4];
      expect(random.shuffle(items)).toBe(items);
      counts.set(items.join(''), (counts.get(items.join('')) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    expect(chiSquare([...counts.values()], new Array(24).fill(1 / 24))).toBeLessThan(chiLimit);
  });

  it('pick takes each item equally often', () => {
    const random = stream('pick');
    const counts = [0, 0, 0];
    for (let i = 0; i < 30_000; i++) counts[random.pick([0, 1, 2])]!++;
    expect(chiSquare(counts, [1 / 3, 1 / 3, 1 / 3])).toBeLessThan(chiLimit);
  });

  it('leave the edges in order', () => {
    expect(stream('edges').shuffle([])).toEqual([]);
    expect(stream('edges').pick(['only'])).toBe('only');
    expect(() => stream('edges').pick([])).toThrow('cannot pick one of no items');
  });
});

describe('RandomStream', () => {
  it('is alive even when its state is all zeros', () => {
    const random = new RandomStream({ x: 0, y: 0, z: 0, w: 0 });
    const sample = sampleOf(1000, () => random.uniform());
    expect(mean(sample)).toBeCloseTo(0.5, 1);
  });
});

describe('a block of draws', () => {
  it.each([
    ['uniform', (stream: RandomStream, block: Float64Array) => stream.fillUniform(block)],
    ['exponential', (stream: RandomStream, block: Float64Array) => stream.fillExponential(block)],
  ] as const)('is what as many single draws give: %s', (law, fill) => {
    const [single, inBlocks] = [0, 1].map(() => new RandomStreams(3).stream('draws')) as [RandomStream, RandomStream];
    const block = new Float64Array(5000);
    fill(inBlocks, block);
    expect([...block]).toEqual(Array.from(block, () => single[law]()));
    expect(inBlocks.uniform()).toBe(single.uniform());
  });
});
