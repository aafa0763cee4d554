import { expect, it } from 'vitest';
import { picks, TestAsking, tally, testServers } from '../../testing/test-server.ts';
import { comparedAlgorithms } from '../catalogue.ts';
import { Prequal, type PrequalParameters } from './prequal.ts';

const defaults: PrequalParameters = {
  probesPerRequest: comparedAlgorithms.prequal.parameters.probesPerRequest.default as number,
  removalsPerRequest: 1,
  poolSize: 16,
  maxAgeMs: 1000,
  hotQuantile: 0.84,
  reuseDelta: 1,
};

/** Prequal over so many servers, and the probes that it has sent. */
function prequal(servers: number, parameters: Partial<PrequalParameters> = {}) {
  const probes: number[] = [];
  const all = testServers(...Array.from({ length: servers }, () => 1));
  const prober = { probe: (index: number) => void probes.push(index) };
  const algorithm = new Prequal(all, { ...defaults, ...parameters }, prober);
  return { servers: all, algorithm, probes, asking: new TestAsking() };
}

it('sends so many probes per request, each to another server', () => {
  const { algorithm, probes, asking } = prequal(5);
  algorithm.pick(-1, asking);
  expect(new Set(probes).size).toBe(3);
  const few = prequal(5, { probesPerRequest: 0.5 });
  picks(few.algorithm, 10, few.asking);
  expect(few.probes).toHaveLength(5);
});

it('takes any server with fewer than two answers', () => {
  const { algorithm, asking } = prequal(4, { removalsPerRequest: 0 });
  algorithm.probed(1, 0, 5, 0);
  expect(tally(picks(algorithm, 4000, asking), 4).every((count) => count > 900)).toBe(true);
});

it('takes the quickest cold server', () => {
  const { algorithm, asking } = prequal(4, { removalsPerRequest: 0, hotQuantile: 0.5 });
  algorithm.probed(0, 9, 1, 0);
  algorithm.probed(1, 0, 8, 0);
  algorithm.probed(2, 0, 5, 0);
  expect(algorithm.pick(-1, asking)).toBe(2);
});

it('takes the one with the least in flight if all are hot, those that it sent itself included', () => {
  const { algorithm, asking } = prequal(4, { removalsPerRequest: 0, hotQuantile: 0 });
  algorithm.probed(3, 0, 1, 0);
  algorithm.probed(0, 2, 1, 0);
  algorithm.probed(1, 4, 1, 0);
  algorithm.serverDown(3);
  expect(picks(algorithm, 5, asking)).toEqual([0, 0, 0, 1, 0]);
});

it('does not go by answers that are too old', () => {
  const { algorithm, asking } = prequal(3, { removalsPerRequest: 0, maxAgeMs: 100 });
  algorithm.probed(0, 0, 1, 0);
  algorithm.probed(1, 0, 2, 0);
  asking.nowMs = 100;
  expect(new Set(picks(algorithm, 60, asking))).toEqual(new Set([0, 1]));
  asking.nowMs = 101;
  expect(new Set(picks(algorithm, 60, asking)).size).toBe(3);
});

it('goes by an answer as often as fresh ones come', () => {
  // (1 − 2/100)·1 − 0 = 0.98 new answers a request: each serves 2 / 0.98 ≈ 2.04 of them.
  const { algorithm, asking } = prequal(100, {
    poolSize: 2,
    probesPerRequest: 1,
    removalsPerRequest: 0,
    hotQuantile: 1,
  });
  algorithm.probed(7, 0, 1, 0);
  algorithm.probed(8, 50, 9, 0);
  algorithm.probed(9, 50, 9, 0);
  algorithm.probed(7, 0, 1, 0);
  expect(picks(algorithm, 2, asking)).toEqual([7, 7]);
  expect(algorithm.pick(-1, asking)).not.toBe(7);
});

it('removes the oldest answer and the worst in turn', () => {
  const { algorithm, asking } = prequal(6, { removalsPerRequest: 1, hotQuantile: 1 });
  // So that none is hot.
  algorithm.probed(5, 50, 1, 0);
  algorithm.serverDown(5);
  for (const [server, latencyMs] of [5, 90, 1, 3].entries()) algorithm.probed(server, 0, latencyMs, server);
  expect(algorithm.pick(-1, asking)).toBe(2);
  expect(algorithm.pick(-1, asking)).toBe(2);
  // Gone: 0, the oldest, and 1, the slowest. Next goes 2.
  expect(algorithm.pick(-1, asking)).toBe(2);
  algorithm.probed(4, 0, 1000, 9);
  expect(algorithm.pick(-1, asking)).toBe(3);
});
