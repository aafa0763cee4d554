import { describe, expect, it } from 'vitest';
import { formatCpus, parseCpus } from './cpus.ts';
import { formatDockerBytes, parseDockerBytes } from './docker-bytes.ts';
import { parseSiSize } from './si-size.ts';

describe('parseDockerBytes', () => {
  // From the tests of go-units (TestRAMInBytes).
  it.each([
    ['32', 32],
    ['32b', 32],
    ['32B', 32],
    ['32k', 32 * 1024],
    ['32K', 32 * 1024],
    ['32kb', 32 * 1024],
    ['32Kib', 32 * 1024],
    ['32KIB', 32 * 1024],
    ['32Mb', 32 * 1024 ** 2],
    ['32Gb', 32 * 1024 ** 3],
    ['32Tb', 32 * 1024 ** 4],
    ['32Pb', 32 * 1024 ** 5],
    ['32.5kB', 32.5 * 1024],
    ['32.5 kB', 32.5 * 1024],
    ['32.5 B', 32],
    ['0.3K', 307],
    ['.3kB', 307],
    ['0.', 0],
    ['0 b', 0],
    ['512M', 536_870_912],
  ])('%s', (text, bytes) => {
    expect(parseDockerBytes(text)).toBe(bytes);
  });

  it.each([
    ['', "invalid size: ''"],
    ['hello', "invalid size: 'hello'"],
    ['-32', "invalid size: '-32'"],
    ['.', 'strconv.ParseFloat: parsing ".": invalid syntax'],
    [' ', 'strconv.ParseFloat: parsing "": invalid syntax'],
    ['32m b', 'strconv.ParseFloat: parsing "32m": invalid syntax'],
    ['32bm', "invalid suffix: 'bm'"],
    ['32mm', "invalid suffix: 'mm'"],
    ['1q', "invalid suffix: 'q'"],
  ])('refuses %j', (text, message) => {
    expect(() => parseDockerBytes(text)).toThrow(message);
  });
});

describe('formatDockerBytes', () => {
  it.each([
    [0, '0B'],
    [1024, '1KiB'],
    [1024 * 1024, '1MiB'],
    [2_097_152_000, '1.953GiB'],
    [2 * 1024 ** 3, '2GiB'],
    [3.42 * 1024 ** 3, '3.42GiB'],
    [995.8 * 1024 ** 2, '995.8MiB'],
    [1_048_575, '1024KiB'],
  ])('%d', (bytes, text) => {
    expect(formatDockerBytes(bytes)).toBe(text);
  });
});

describe('parseCpus', () => {
  it.each([
    ['0.5', 5e8],
    ['.5', 5e8],
    ['2', 2e9],
    ['1/4', 2.5e8],
    ['1e-3', 1e6],
    ['0.000000001', 1],
    ['-1', -1e9],
    ['1.10', 1.1e9],
  ])('%s', (text, nanoCpus) => {
    expect(parseCpus(text)).toBe(nanoCpus);
  });

  it.each([
    ['abc', 'failed to parse abc as a rational number'],
    ['', 'failed to parse  as a rational number'],
    ['1/0', 'failed to parse 1/0 as a rational number'],
    ['0.0000000001', 'value is too precise'],
    ['1/3', 'value is too precise'],
  ])('refuses %s', (text, message) => {
    expect(() => parseCpus(text)).toThrow(message);
  });

  it('is printed as a decimal', () => {
    expect([5e8, 2e9, 1.25e9].map(formatCpus)).toEqual(['0.5', '2', '1.25']);
  });
});

describe('parseSiSize', () => {
  it.each([
    ['120MB', 120_000_000],
    ['4GiB', 4 * 1024 ** 3],
    ['995.8MiB', 1_044_171_981],
    ['64 kB', 64_000],
    ['10B', 10],
  ])('%s', (text, bytes) => {
    expect(parseSiSize(text)).toBe(bytes);
  });

  it.each(['4G', '512M', '4gib', '-1MB', '120', 'MB', ''])('refuses %j and names the units', (text) => {
    expect(() => parseSiSize(text)).toThrow(/expected a number and one of B, kB, MB, .*GiB/);
  });
});
