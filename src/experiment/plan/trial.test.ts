import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../../kernel/random-streams.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { here, smallScenario } from '../testing/small-experiment.ts';
import type { PlanFrame } from './design.ts';
import { designPlan } from './design-plan.ts';
import { plan } from './plan.ts';
import { ScriptedExecutor, type ScriptedRun } from './testing/scripted-executor.ts';
import { Trial } from './trial.ts';

const { scenario } = loadScenario({ read: () => smallScenario }, 'small.yaml', []);

function designOf(
  survive: 'nothing' | 'any-node',
  replications: PlanFrame['replications'],
): ReturnType<typeof designPlan> {
  return designPlan(
    { read: () => smallScenario },
    {
      path: 'small.yaml',
      overrides: [],
      find: 'replicas=web',
      range: { from: 1, to: 20 },
      promises: ['p99(shoppers) < 100ms'],
      survive: { kind: survive, atMs: null, label: 'zone' },
      replications,
      confidence: 0.95,
    },
  );
}

async function tried(design: PlanFrame, haste: boolean, script: (run: ScriptedRun) => number) {
  const executor = new ScriptedExecutor(script);
  const { replications, survive } = design;
  const trial = new Trial(design, { replications, survive, haste }, { ...here, executor });
  const { holds, promises } = await trial.run(['services.web.deploy.replicas=4'], scenario);
  return { holds, promise: promises[0], runs: executor.runs };
}

describe('a value whose mean is right at the limit', () => {
  it('is found to keep the promise in no more than one of twenty trials, however often is looked', async () => {
    const stream = new RandomStreams(3).stream('limit');
    const design = designOf('nothing', { count: 5, most: 40 });
    const trials = 1000;
    let kept = 0;
    for (let index = 0; index < trials; index++)
      if ((await tried(design, true, () => 100 + 10 * stream.normal())).holds) kept += 1;
    // By chance alone 3.3 standard deviations more.
    expect(kept / trials).toBeLessThan(0.05 + 3.3 * Math.sqrt((0.05 * 0.95) / trials));
    expect(kept / trials).toBeGreaterThan(0.01);
  });

  it('takes as many replications as there may be, and does not count', async () => {
    const { holds, promise, runs } = await tried(
      designOf('nothing', { count: 5, most: 40 }),
      true,
      ({ replication }) => (replication % 2 === 0 ? 95 : 105),
    );
    expect([holds, promise?.judgement, runs.length]).toEqual([false, 'undecided', 40]);
  });
});

describe('a value', () => {
  it('is given up after one run that misses by far, if there is haste', async () => {
    const design = designOf('nothing', { count: 5, most: 40 });
    expect((await tried(design, true, () => 201)).runs).toHaveLength(1);
    expect((await tried(design, false, ({ replication }) => 300 + replication)).runs).toHaveLength(5);
  });

  it('is kept after as many replications as are asked for, where chance leaves nothing open', async () => {
    const { holds, runs } = await tried(designOf('nothing', { count: 5, most: 40 }), true, () => 90);
    expect([holds, runs.length]).toEqual([true, 5]);
  });

  it('is tried with each machine lost, until one breaks a promise', async () => {
    const design = designOf('any-node', { count: 2, most: 2 });
    const all = await tried(design, true, () => 90);
    expect([...new Set(all.runs.map(({ lost }) => lost.join()))]).toEqual(['', 'm', 'w1', 'w2']);
    const { promise, runs } = await tried(design, true, ({ lost }) => (lost.includes('w1') ? 300 : 90));
    expect([...new Set(runs.map(({ lost }) => lost.join()))]).toEqual(['', 'm', 'w1']);
    expect(promise).toMatchObject({ loss: 'without w1', holds: false, mean: 300 });
  });

  it('that makes the answer is not given up for one run', async () => {
    const unlucky = ({ value, replication }: ScriptedRun) => {
      if (value < 5) return 300 + replication;
      return value === 5 && replication === 1 ? 300 : 50 + (replication % 3);
    };
    const executor = new ScriptedExecutor(unlucky);
    const { answer, points } = await plan(designOf('nothing', { count: 10, most: 80 }), { ...here, executor });
    expect(answer).toBe(5);
    expect(points.find(({ value }) => value === 4)).toMatchObject({ holds: false, promises: [{ replications: 10 }] });
  });
});
