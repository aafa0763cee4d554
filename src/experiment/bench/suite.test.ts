import { describe, expect, it } from 'vitest';
import { InputError } from '../../scenario/input-error.ts';
import { filesOf } from '../../scenario/testing/sound-scenario.ts';
import { isWithin } from './band.ts';
import { readSuite, type Suite } from './suite.ts';

function read(text: string): Suite {
  return readSuite(filesOf({ 'bench/suite.yaml': text }), 'bench/suite.yaml');
}

function problems(text: string): string {
  try {
    read(text);
    return '';
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

it('knows its scenarios by their files, seen from the suite', () => {
  const { scenarios } = read(
    'scenarios: [{ file: ../scenarios/a.yaml }, { file: sub/b.yml, name: c }, { file: /x/d.yaml }]',
  );
  expect(scenarios.map(({ name, path }) => [name, path])).toEqual([
    ['a', 'scenarios/a.yaml'],
    ['c', 'bench/sub/b.yml'],
    ['d', '/x/d.yaml'],
  ]);
  expect(scenarios[0]).toMatchObject({ overrides: [], metrics: null, bands: [], strict: true });
});

it('hands on what it changes in a scenario; a seed is one of the changes', () => {
  const { scenarios } = read('scenarios: [{ file: a.yaml, set: [duration=1m, "x=1"], seed: abc }]');
  expect(scenarios[0]!.overrides).toEqual(['duration=1m', 'x=1', 'seed="abc"']);
});

it("takes the scenario's bands before those of all, and those that say more first", () => {
  const { scenarios } = read(
    'bands: { "p99(x)": 1%, "*": 2% }\nscenarios: [{ file: a.yaml, bands: { "*": 3, p99: 4ms, "p99(y)": 5 % } }]',
  );
  expect(scenarios[0]!.bands.map(({ pattern, band }) => [pattern, band.kind, band.width])).toEqual([
    ['p99(y)', 'relative', 0.05],
    ['p99', 'absolute', 4],
    ['*', 'absolute', 3],
    ['p99(x)', 'relative', 0.01],
    ['*', 'relative', 0.02],
  ]);
  expect(scenarios[0]!.strict).toBe(false);
});

describe('what is wrong is told where it stands', () => {
  it.each([
    ['', 'bench/suite.yaml:1:1: the file is empty: a suite has scenarios: [{ file: … }]'],
    ['[a]', 'bench/suite.yaml:1:1: a suite is a map (scenarios: [{ file: … }]), found a list'],
    ['scenarios: []', 'bench/suite.yaml:1:12: scenarios: a suite needs at least one scenario'],
    ['scenario: []', 'bench/suite.yaml:1:1: unknown key "scenario" – did you mean "scenarios"?'],
    [
      'scenarios:\n  - file: a.yaml\n    band: { moves: 1 }',
      'bench/suite.yaml:3:5: unknown key "band" in scenarios.0 – did you mean "bands"?',
    ],
    [
      'scenarios: [{ file: a.yaml, bands: { moves: some } }]',
      'bench/suite.yaml:1:45: scenarios.0.bands.moves: expected a band: 5% of the baseline, an amount such as 2, or a duration such as 10ms; found "some"',
    ],
    [
      'scenarios: [{ file: a.yaml, bands: { moves: -1 } }]',
      'bench/suite.yaml:1:45: scenarios.0.bands.moves: a band cannot be negative',
    ],
    [
      'scenarios: [{ file: a.yaml, metrics: ["p99 (x"] }]',
      'bench/suite.yaml:1:39: "p99 (x" names no metric: write p99(shoppers), p99 for all clients, or * for all metrics',
    ],
    [
      'scenarios: [{ file: x/a.yaml }, { file: y/a.yaml }]',
      'bench/suite.yaml:1:33: two scenarios are called "a": give one of them another name:',
    ],
    ['scenarios: [{ name: a }]', 'bench/suite.yaml:1:13: scenarios.a.file: missing: text'],
  ])('%j', (text, message) => {
    expect(problems(text)).toBe(message);
  });
});

describe('a band', () => {
  it.each([
    ['relative', 0.05, 100, 105, true],
    ['relative', 0.05, 100, 95, true],
    ['relative', 0.05, 100, 105.01, false],
    ['relative', 0.05, 0, 0.001, false],
    ['absolute', 2, 3, 5, true],
    ['absolute', 2, 3, 5.1, false],
    ['absolute', 0.3, 0.1, 0.4, true],
    ['relative', 1, null, 1, false],
    ['relative', 1, null, null, true],
    ['absolute', 9, 'completed', 'paused', false],
    ['absolute', 9, undefined, 1, false],
  ] as const)('%s %d around %s: %s', (kind, width, before, after, within) => {
    expect(isWithin({ kind, width, text: '' }, before, after)).toBe(within);
  });
});
