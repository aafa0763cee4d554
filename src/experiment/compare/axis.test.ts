import { describe, expect, it } from 'vitest';
import { axisOf, mergedAxes, readAxis, variantsOf } from './axis.ts';

describe('an axis', () => {
  it('has the values between the commas', () => {
    expect(readAxis('services.web.deploy.replicas=4, 6,8')).toEqual({
      path: 'services.web.deploy.replicas',
      values: ['4', '6', '8'],
    });
  });

  it.each([
    [
      'images.a:1.demand={ lognormal: { median: 8ms, p99: 60ms } },9ms',
      ['{ lognormal: { median: 8ms, p99: 60ms } }', '9ms'],
    ],
    ['x="a,b",c', ['"a,b"', 'c']],
    ["x='a,b',[1, 2]", ["'a,b'", '[1, 2]']],
  ])('%s is not divided within brackets and quotes', (words, values) => {
    expect(readAxis(words).values).toEqual(values);
  });

  it.each([
    ['placement', 'expected path=value'],
    ['=a,b', 'expected path=value'],
    ['placement=', 'a value is missing'],
    ['placement=a,,b', 'a value is missing'],
    ['placement=a,b,a', 'the value a is there twice'],
    ['seed=1,2', 'the seed is no axis'],
  ])('%s is refused', (words, message) => {
    expect(() => readAxis(words)).toThrow(`--vary ${words}: ${message}`);
  });

  it('of the file keeps what its values are', () => {
    expect(axisOf('x', ['spread', 4, '4', 'true', './a.mjs', { a: 1 }]).values).toEqual([
      'spread',
      '4',
      '"4"',
      '"true"',
      './a.mjs',
      '{"a":1}',
    ]);
  });

  it('of the command line takes the place of the file’s', () => {
    const merged = mergedAxes([axisOf('a', [1]), axisOf('b', [1])], [readAxis('c=1'), readAxis('a=2')]);
    expect(merged.map(({ path, values }) => [path, ...values])).toEqual([
      ['a', '2'],
      ['b', '1'],
      ['c', '1'],
    ]);
  });
});

describe('variants', () => {
  it('are the product of the axes, the last one turning fastest', () => {
    const variants = variantsOf([readAxis('placement=spread,binpack'), readAxis('services.web.deploy.replicas=4,6')]);
    expect(variants.map(({ name }) => name)).toEqual([
      'placement=spread replicas=4',
      'placement=spread replicas=6',
      'placement=binpack replicas=4',
      'placement=binpack replicas=6',
    ]);
    expect(variants[3]?.overrides).toEqual(['placement=binpack', 'services.web.deploy.replicas=6']);
  });

  it('of one axis go by its values, if they are words', () => {
    const namesOf = (words: string) => variantsOf([readAxis(words)]).map(({ name }) => name);
    expect(namesOf('placement=spread,./mine.mjs')).toEqual(['spread', './mine.mjs']);
    expect(namesOf('services.web.deploy.replicas=4,6')).toEqual(['replicas=4', 'replicas=6']);
  });

  it('of no axis are the scenario itself', () => {
    expect(variantsOf([])).toEqual([{ values: [], overrides: [], name: 'as written' }]);
  });
});
