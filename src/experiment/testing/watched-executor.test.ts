import { describe, expect, it } from 'vitest';
import { DrawBlock } from '../../traffic/draw-block.ts';
import type { Job } from '../job.ts';
import { smallScenario } from './small-experiment.ts';
import { WatchedExecutor } from './watched-executor.ts';

function job(...overrides: readonly string[]): Job {
  return {
    ...{ files: { 'small.yaml': smallScenario }, path: 'small.yaml', promises: [], course: false },
    overrides: ['seed=3', ...overrides],
  };
}

async function run(...jobs: readonly Job[]): Promise<string[]> {
  const outcomes: string[] = [];
  await new WatchedExecutor().run(jobs, (_, outcome) => outcomes.push(outcome.ok ? 'ok' : outcome.message));
  return outcomes;
}

describe('jobs under one seed', () => {
  it('meet the same arrivals under other strategies, with more replicas and with failures', async () => {
    const others = ['placement=random', 'services.web.deploy.replicas=1', 'images.web:1.backlog=0'];
    expect(await run(job(), ...others.map((change) => job(change)))).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  it('may have other clients', async () => {
    expect(await run(job(), job('traffic.shoppers.arrivals.poisson.rate=40/s'), job('seed=4'))).toHaveLength(3);
  });

  it('are refused if their arrivals differ', async () => {
    const { next } = DrawBlock.prototype;
    let drawn = 0;
    // A draw that hangs on how long it has gone on before.
    DrawBlock.prototype.next = function () {
      return next.call(this) * (drawn++ > 1000 ? 0.999 : 1);
    };
    try {
      await expect(run(job(), job('placement=random'))).rejects.toThrow(
        /shoppers: runs under the seed 3 met different/,
      );
    } finally {
      DrawBlock.prototype.next = next;
    }
  });
});
