import { expect, it } from 'vitest';
import type { Job } from './job.ts';
import { LoadedScenarios } from './loaded-scenarios.ts';
import { seedOverride } from './replication-seed.ts';
import { smallScenario } from './testing/small-experiment.ts';

function job(overrides: readonly string[], text = smallScenario): Job {
  return { files: { 'a.yaml': text }, path: 'a.yaml', overrides, promises: [], course: false };
}

it('replications share all but the seed', () => {
  const loaded = new LoadedScenarios();
  const first = loaded.load(job([seedOverride(1)]));
  const second = loaded.load(job([seedOverride('1-2')]));
  expect(second.services).toBe(first.services);
  expect([first.seed, second.seed]).toEqual([1, '1-2']);
});

it('other values and other texts are another scenario', () => {
  const loaded = new LoadedScenarios();
  loaded.load(job([]));
  expect(loaded.load(job(['duration=9s'])).durationMs).toBe(9000);
  expect(loaded.load(job([], smallScenario.replace('20s', '10s'))).durationMs).toBe(10_000);
  expect(loaded.load(job([])).durationMs).toBe(20_000);
});

it('what it does not need any more is read again', () => {
  const loaded = new LoadedScenarios();
  const first = loaded.load(job([]));
  for (let i = 0; i < 64; i++) loaded.load(job([`duration=${10 + i}s`]));
  expect(loaded.load(job([])).services).not.toBe(first.services);
});

it('a file that the job does not carry is a fault of its maker', () => {
  const lost = { ...job([]), files: {} };
  expect(() => new LoadedScenarios().load(lost)).toThrow('the job does not carry a.yaml');
});
