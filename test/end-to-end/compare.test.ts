import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, runWords } from '../../src/cli/testing/run-words.ts';
import { smallScenario } from '../../src/experiment/testing/small-experiment.ts';

const scratch = mkdtempSync(join(tmpdir(), 'seatrial-compare-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const scenario = join(scratch, 'small.yaml');
writeFileSync(scenario, smallScenario);

function seatrial(...words: string[]): Promise<Outcome> {
  return runWords(words);
}

const asked = ['compare', scenario, '--vary', 'placement=spread,random', '-r', '6'];

/** Every file of a folder, by its name. */
function filesOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name), 'base64')]));
}

const whole = join(scratch, 'whole');
beforeAll(async () => void (await seatrial(...asked, '--out', whole, '--executor', 'here', '-q')));

describe('the folder of a comparison', () => {
  it('is the same from threads', async () => {
    const folder = join(scratch, 'threads');
    await seatrial(...asked, '--out', folder, '--threads', '3', '-q');
    expect(filesOf(folder)).toEqual(filesOf(whole));
  });

  it('is the same from shards', async () => {
    const parts = ['1/3', '2/3', '3/3'].map((shard) => ({ shard, folder: join(scratch, shard.replace('/', '-')) }));
    for (const { shard, folder } of parts)
      await seatrial(...asked, '--shard', shard, '--out', folder, '--executor', 'here', '-q');
    const folder = join(scratch, 'merged');
    const merged = await seatrial('merge', ...parts.map((part) => part.folder), '--out', folder, '-q');
    expect(merged).toEqual({ code: 0, out: '', err: '' });
    expect(filesOf(folder)).toEqual(filesOf(whole));
  });

  it('is the same when it goes on from fewer replications', async () => {
    const folder = join(scratch, 'longer');
    await seatrial(...asked.slice(0, -1), '2', '--out', folder, '--executor', 'here', '-q');
    const resumed = await seatrial(...asked, '--out', folder, '--executor', 'here', '--resume');
    expect(resumed.err).toContain('4 finished runs are found');
    expect(filesOf(folder)).toEqual(filesOf(whole));
  });

  it('has every value of every replication', () => {
    const rows = parse(readFileSync(join(whole, 'replications.csv')), { columns: true }) as Record<string, string>[];
    const means = rows.filter(({ metric }) => metric === 'mean(shoppers)');
    expect(means.map((row) => `${row.placement} ${row.replication} ${row.seed}`)).toEqual(
      ['spread', 'random'].flatMap((placement) =>
        ['1', '1-2', '1-3', '1-4', '1-5', '1-6'].map((seed, index) => `${placement} ${index + 1} ${seed}`),
      ),
    );
  });
});

it('a comparison prints each metric with both means, the difference and the verdict', async () => {
  const demand = [
    'compare',
    scenario,
    '--vary',
    'images.web:1.demand=8ms,9ms',
    '--metric',
    'mean(shoppers)',
    '-r',
    '5',
  ];
  const { out, err } = await seatrial(...demand, '--out', join(scratch, 'printed'), '--executor', 'here');
  expect(err).toBe(`${scenario}: 2 variants, 5 replications each, seed 1\n`);
  expect(out).toMatch(/^demand=9ms against demand=8ms: better in none of 1 metric, worse in 1\.\n/);
  expect(out).toMatch(/\nmean\(shoppers\) +\S+ms ± \S+ +\S+ms ± \S+ +\+1\.\S+ms ± \S+ +\+\S+% +worse\n/);
});

describe('wrong wishes', () => {
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [['--vary', 'placement'], '--vary placement: expected path=value'],
    [['--vary', 'placement=spread,sprad'], '--vary placement=sprad: '],
    [['--vary', 'services.wev.image=a'], '--vary services.wev.image=a: '],
    [['--vary', 'seed=1,2'], 'the seed is no axis'],
    [['-r', '0'], '--replications takes a whole number from 1 on; found "0"'],
    [['-r', 'many'], '--replications takes a whole number from 1 on; found "many"'],
    [['--until', '2'], '--until takes a percentage between 0% and 100%, such as 2%; found "2"'],
    [['--warmup', 'soon'], '--warmup takes a duration such as 30s, or auto'],
    [['--warmup', '20s'], '--warmup 20s: must be shorter than the run of 20s'],
    [['--confidence', '100%'], '--confidence takes a percentage'],
    [['--metric', 'p98(shoppers)'], '--metric p98(shoppers): no metric that is a number is called "p98"'],
    [['--shard', '3/2'], '--shard takes i/n such as 1/4; found "3/2"'],
    [['--shard', '1/2', '--until', '2%'], '--until and --shard do not go together'],
    [['--executor', 'cloud'], '--executor takes threads, here or redis://HOST; found "cloud"'],
  ];

  it.each(wrong)('%j', async (words, message) => {
    const folder = join(scratch, 'wrong');
    const { code, out, err } = await seatrial('compare', scenario, '-q', '--out', folder, ...words);
    expect(err).toContain(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(readdirSync(scratch)).not.toContain('wrong');
  });

  it('a scenario that is not there', async () => {
    const { code, err } = await seatrial('compare', join(scratch, 'none.yaml'));
    expect([code, err]).toEqual([2, `${join(scratch, 'none.yaml')}: no such file\n`]);
  });

  it('a shard that is missing', async () => {
    const folder = join(scratch, 'one-of-two');
    await seatrial(...asked, '--shard', '1/2', '--out', folder, '--executor', 'here', '-q');
    const { code, err } = await seatrial('merge', folder, '--out', join(scratch, 'wrong'));
    expect([code, err]).toEqual([2, 'merge: missing: shard 2/2\n']);
  });
});
