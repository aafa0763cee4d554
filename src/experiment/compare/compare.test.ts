import { describe, expect, it } from 'vitest';
import { InputError } from '../../scenario/input-error.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { simulate } from '../../simulation/simulation.ts';
import { JobFailure } from '../job-failure.ts';
import type { JobResult } from '../job-result.ts';
import { BackwardExecutor, here, smallDesign, smallScenario } from '../testing/small-experiment.ts';
import { readAxis } from './axis.ts';
import { compare } from './compare.ts';

const replicas = readAxis('services.web.deploy.replicas=2,3');

describe('a comparison', () => {
  it('has the run that seatrial run shows as its first replication', async () => {
    const report = await compare(smallDesign({ vary: [replicas], metrics: ['mean(shoppers)'] }), here);
    const { scenario } = loadScenario({ read: () => smallScenario }, 'small.yaml', []);
    const first = report.observations.find(({ values, replication }) => values[0] === '2' && replication === 1);
    expect(first?.value).toBe(simulate(scenario).summary.clients.shoppers?.mean_ms);
  });

  it('sets each variant under the same seeds', async () => {
    const { observations } = await compare(smallDesign({ vary: [replicas], metrics: ['requests(shoppers)'] }), here);
    const of = (variant: string) =>
      observations.filter(({ values }) => values[0] === variant).map(({ value }) => value);
    expect(of('2')).toHaveLength(3);
    expect(new Set(of('2')).size).toBe(3);
    expect(of('3')).toEqual(of('2'));
  });

  it('is the same whatever the order in which its jobs end', async () => {
    const design = smallDesign({ vary: [replicas] });
    const backward = { ...here, executor: new BackwardExecutor() };
    expect(await compare(design, backward)).toEqual(await compare(design, here));
  });

  it('runs nothing that the journal knows', async () => {
    const kept = new Map<string, JobResult>();
    const journal = {
      find: (key: string) => kept.get(key),
      keep: (key: string, result: JobResult) => void kept.set(key, result),
    };
    const design = smallDesign({ vary: [replicas] });
    const first = await compare(design, { ...here, journal });
    const executor = new BackwardExecutor();
    expect(await compare(design, { ...here, journal, executor })).toEqual(first);
    expect(executor.jobs).toEqual([]);
  });

  it('judges a paired difference', async () => {
    const demand = readAxis('images.web:1.demand=8ms,9ms');
    const report = await compare(smallDesign({ vary: [demand], metrics: ['mean(shoppers)'] }), here);
    const difference = report.metrics[0]?.cells[1]?.difference;
    expect(difference?.verdict).toBe('worse');
    expect(difference?.mean).toBeCloseTo(1, 0);
    expect(report.correction).toBe('');
  });

  it('widens the intervals of many differences', async () => {
    const one = await compare(smallDesign({ vary: [replicas], metrics: ['mean(shoppers)'] }), here);
    const two = await compare(smallDesign({ vary: [replicas], metrics: ['mean(shoppers)', 'p99(shoppers)'] }), here);
    const width = ({ metrics }: typeof one) => {
      const { low = 0, high = 0 } = metrics[0]?.cells[1]?.difference ?? {};
      return high - low;
    };
    expect(width(two)).toBeGreaterThan(1.2 * width(one));
    expect(two.correction).toContain('Bonferroni');
  });

  it('names what never changes beside the table', async () => {
    const report = await compare(smallDesign({ vary: [replicas] }), here);
    expect(report.unchanged).toContain('pending = 0');
    expect(report.metrics.map(({ name }) => name)).not.toContain('pending');
  });

  it('goes on until the intervals are narrow', async () => {
    const replications = { count: 2, until: 0.05, most: 400 };
    const report = await compare(smallDesign({ metrics: ['mean(shoppers)'], replications }), here);
    const [{ replications: done } = { replications: 0 }] = report.variants;
    const { mean = 0, high = 0 } = report.metrics[0]?.cells[0]?.mean ?? {};
    expect(done).toBeGreaterThanOrEqual(10);
    expect((high - mean) / mean).toBeLessThanOrEqual(0.05);
    expect(report.warnings.join()).not.toContain('wider than');
  });

  it('says so if they do not become narrow', async () => {
    const replications = { count: 2, until: 0.0001, most: 12 };
    const report = await compare(smallDesign({ metrics: ['mean(shoppers)'], replications }), here);
    expect(report.variants[0]?.replications).toBe(12);
    expect(report.warnings.join()).toContain(
      'after 12 of at most 12 replications some intervals are wider than ±0.01 %',
    );
  });
});

describe('the warm-up of a comparison', () => {
  const cold = smallScenario.replace('warmup: 5s', 'interval: 100ms').replace('start: 10ms', 'start: 2s');

  it('is the scenario’s if it says one', async () => {
    expect((await compare(smallDesign(), here)).warmup).toEqual({ ms: 5000, source: 'scenario' });
  });

  it('is found if it does not', async () => {
    const { warmup, metrics } = await compare(smallDesign({ text: cold }), here);
    expect(warmup.source).toBe('found');
    expect(warmup.ms).toBeGreaterThanOrEqual(2000);
    expect(warmup.ms).toBeLessThan(6000);
    expect(metrics.map(({ name }) => name)).not.toContain('error_rate(shoppers)');
  });

  it('is not looked for where something happens on purpose', async () => {
    const text = `${cold}timeline: [ { at: 1s, crash: w1 } ]`;
    const report = await compare(smallDesign({ text }), here);
    expect(report.warmup).toEqual({ ms: 0, source: 'none' });
    expect(report.warnings.join()).toContain('nothing is cut as warm-up');
  });
});

describe('what is wrong with a comparison', () => {
  it('is told before the first run, in the words of --vary', () => {
    expect(() => smallDesign({ vary: [readAxis('placement=spread,sprad')] })).toThrow(
      /^--vary placement=sprad: .*did you mean "?spread/,
    );
  });

  it.each([
    ['p99(shopers)', 'no client is called "shopers" – did you mean "shoppers"?'],
    ['p98(shoppers)', 'no metric that is a number is called "p98" – did you mean'],
    ['update_state(web)', 'no metric that is a number is called "update_state"'],
    ['p99', 'it is of a client: write p99(NAME)'],
    ['pending(web)', 'it is of the whole cluster: write pending'],
    ['tasks(w9)', 'no node is called "w9"'],
  ])('a metric that there is not: %s', (metric, message) => {
    expect(() => smallDesign({ metrics: [metric] })).toThrow(`--metric ${metric}: ${message}`);
  });

  it('is not a metric of a class of requests', () => {
    const classes = 'classes: [ { name: gold, share: 50% }, { name: other, share: 50% } ]';
    const text = smallScenario.replace('timeout: 2s', classes);
    expect(() => smallDesign({ text, metrics: ['p99(shoppers/gold)'] })).not.toThrow();
    expect(() => smallDesign({ text, metrics: ['p99(shoppers/golf)'] })).toThrow('did you mean "shoppers/gold"?');
  });

  it('a metric of a service that there is not', async () => {
    const running = compare(smallDesign({ metrics: ['running(wep)'] }), here);
    await expect(running).rejects.toThrow(InputError);
    await expect(running).rejects.toThrow(
      '--metric running(wep): not every variant has it – did you mean "running(web)"?',
    );
  });

  it('a run that the swarm refuses, with the command that shows it', async () => {
    const text = `${smallScenario}timeline: [ { at: 1s, run: docker service rm shop } ]`;
    const running = compare(smallDesign({ text }), here);
    await expect(running).rejects.toThrow(JobFailure);
    await expect(running).rejects.toMatchObject({ reproduce: expect.stringContaining('--set seed=1') });
  });
});

it('the axes of the file are varied too', async () => {
  const text = `${smallScenario}vary: { services.web.deploy.replicas: [1, 2] }`;
  const report = await compare(smallDesign({ text, vary: [readAxis('placement=spread')] }), here);
  expect(report.variants.map(({ values }) => values)).toEqual([
    ['1', 'spread'],
    ['2', 'spread'],
  ]);
});
