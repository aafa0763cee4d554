import { expect, it } from 'vitest';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { smallScenario } from '../testing/small-experiment.ts';
import { lossesOf } from './losses.ts';

const text = smallScenario.replace(
  'name: w, count: 2,',
  'name: a, count: 2, labels: { zone: north }, cpus: 1, memory: 1GiB }, { name: b, labels: { zone: south },',
);
const { scenario } = loadScenario({ read: () => text }, 'small.yaml', []);

function whole(nodes: Readonly<Record<string, { cpuBusy?: number; reservedCpus?: number }>>) {
  const pressure = { cpuBusy: 0, reservedCpus: 0, reservedMemoryBytes: 0 };
  return {
    fingerprint: '',
    values: {},
    observations: {},
    promises: [],
    warnings: [],
    course: null,
    pressure: {
      nodes: Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, { ...pressure, ...node }])),
      pendingReasons: [],
    },
  };
}

it('begins with the busiest machine, then the one on which most is reserved', () => {
  const run = whole({ m: {}, a1: { reservedCpus: 1 }, a2: { cpuBusy: 0.5 }, b: { reservedCpus: 2 } });
  const losses = lossesOf({ kind: 'any-node', atMs: 7500 }, scenario, run);
  expect(losses.map(({ name }) => name)).toEqual(['without a2', 'without b', 'without a1', 'without m']);
  expect(losses[0]?.overrides).toEqual(['timeline.+={ at: 7500ms, crash: "a2" }']);
});

it('loses all machines of a zone at once, and none that is of no zone', () => {
  const run = whole({ a1: { cpuBusy: 0.2 }, a2: { cpuBusy: 0.2 }, b: { cpuBusy: 0.3 } });
  const losses = lossesOf({ kind: 'any-zone', atMs: 7500, label: 'zone' }, scenario, run);
  expect(losses.map(({ name, overrides }) => [name, overrides.length])).toEqual([
    ['without zone north', 2],
    ['without zone south', 1],
  ]);
});
