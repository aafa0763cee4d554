import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutputError } from '../folder/output-error.ts';
import { checkRunFolder } from '../folder/run-folder.ts';
import { comparisonOf, exampleComparison } from '../testing/example-comparison.ts';
import { examplePlan, impossiblePlan } from '../testing/example-plan.ts';
import type { ComparisonReport } from './comparison-report.ts';
import { writeComparison } from './write-comparison.ts';
import { writePlan } from './write-plan.ts';

/** Nothing to draw: what is tested with it is the folder. */
const bare: ComparisonReport = { ...exampleComparison(), metrics: [], courses: [] };
const JOURNAL = 'jobs.jsonl';

let parent: string;
let out: string;

beforeEach(() => {
  parent = fs.mkdtempSync(join(tmpdir(), 'write-comparison-'));
  out = join(parent, 'out');
});
afterEach(() => {
  fs.rmSync(parent, { recursive: true, force: true });
});

const filesIn = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => fs.statSync(join(folder, file)).isFile())
    .sort();
const textOf = (name: string): string => fs.readFileSync(join(out, name), 'utf8');
const recordsOf = (name: string): Record<string, string>[] => parse(textOf(name), { columns: true });

describe('writeComparison', () => {
  it('writes the same bytes again', async () => {
    const other = join(parent, 'other', 'place');
    await writeComparison(exampleComparison(), out);
    await writeComparison(exampleComparison(), other);
    const names = filesIn(out);
    expect(names).toEqual([
      '.seatrial',
      ...['courses', 'differences', 'means'].flatMap((chart) =>
        ['png', 'svg', 'vl.json'].map((ending) => `charts/${chart}.${ending}`),
      ),
      'comparison.csv',
      'courses.csv',
      'replications.csv',
      'report.html',
      'summary.json',
    ]);
    const differing = names.filter(
      (name) => !fs.readFileSync(join(out, name)).equals(fs.readFileSync(join(other, name))),
    );
    expect(differing).toEqual([]);
  }, 20_000);

  it('leaves out charts of which there is nothing to show', async () => {
    await writeComparison(bare, out);
    expect(filesIn(out)).not.toContainEqual(expect.stringContaining('charts'));
  });

  it('has a row for each metric of each variant, with the axes’ values', async () => {
    const report = comparisonOf({ placement: ['spread', 'binpack'], 'services.web.deploy.replicas': ['4', '6'] }, 2);
    await writeComparison({ ...report, courses: [] }, out);
    const rows = recordsOf('comparison.csv');
    expect(rows.map((row) => [row.metric, row.placement, row['services.web.deploy.replicas']])).toEqual(
      ['mean(shoppers)', 'p99(shoppers)'].flatMap((metric) =>
        [
          ['spread', '4'],
          ['spread', '6'],
          ['binpack', '4'],
          ['binpack', '6'],
        ].map((values) => [metric, ...values]),
      ),
    );
    expect(rows[0]).toMatchObject({ variant: 'placement=spread replicas=4', difference: '', verdict: '', unit: 'ms' });
    expect(recordsOf('replications.csv')).toHaveLength(4 * 10 * 2);
  });

  it('names the variant of each replication, and its seed', async () => {
    await writeComparison(bare, out);
    const first = recordsOf('replications.csv').filter((row) => row.replication === '2')[0];
    expect(first).toMatchObject({ variant: 'spread', placement: 'spread', seed: '7-2', metric: 'mean(shoppers)' });
  });

  it('has all numbers in summary.json, rounded as in the CSV', async () => {
    await writeComparison({ ...exampleComparison(), courses: [] }, out);
    const p99 = JSON.parse(textOf('summary.json')).metrics[1];
    const row = recordsOf('comparison.csv').find((one) => one.metric === 'p99(shoppers)' && one.variant === 'binpack');
    expect(p99).toMatchObject({ name: 'p99(shoppers)', unit: 'ms', better: 'lower' });
    expect(p99.variants[0]).toMatchObject({ name: 'spread', difference: null });
    expect(p99.variants[1].difference.mean).toBe(Number(row?.difference));
    expect(p99.variants[1].difference.verdict).toBe('better');
  });
});

describe('the folder of an experiment', () => {
  it('takes the journal in, and names it as its own', async () => {
    await writeComparison(bare, out, (folder) => fs.writeFileSync(join(folder, JOURNAL), 'done\n'));
    expect(textOf(JOURNAL)).toBe('done\n');
    expect(JSON.parse(textOf('.seatrial')).files).toContain(JOURNAL);
    await expect(checkRunFolder(out)).resolves.toBeUndefined();
  });

  it('refuses a folder of somebody else', async () => {
    fs.mkdirSync(out);
    fs.writeFileSync(join(out, 'summary.json'), 'mine');
    await expect(writeComparison(bare, out)).rejects.toThrow(OutputError);
    await expect(writePlan(examplePlan(), out)).rejects.toThrow('it was not written by Seatrial');
    expect(textOf('summary.json')).toBe('mine');
    expect(fs.readdirSync(parent)).toEqual(['out']);
  });

  it('leaves nothing if the report is broken', async () => {
    const observations = [{ values: ['nowhere'], replication: 1, seed: 7, metric: 'x', value: 1 }];
    await expect(writeComparison({ ...bare, observations }, out)).rejects.toThrow('No variant has the values nowhere.');
    expect(fs.readdirSync(parent)).toEqual([]);
  });
});

describe('writePlan', () => {
  it('writes the same bytes again, with the curve', async () => {
    const other = join(parent, 'other');
    await writePlan(examplePlan(), out);
    await writePlan(examplePlan(), other);
    expect(filesIn(out)).toEqual([
      '.seatrial',
      'charts/plan.png',
      'charts/plan.svg',
      'charts/plan.vl.json',
      'plan.csv',
      'report.html',
      'summary.json',
    ]);
    const differing = filesIn(out).filter(
      (name) => !fs.readFileSync(join(out, name)).equals(fs.readFileSync(join(other, name))),
    );
    expect(differing).toEqual([]);
  }, 20_000);

  it('says where a value is infinite, a word or nothing', async () => {
    await writePlan(examplePlan(), out);
    const [failed, , word] = recordsOf('plan.csv');
    expect(failed).toMatchObject({ value: '1', mean: 'Infinity', bound: 'Infinity', limit: '250', holds: 'false' });
    expect(word).toMatchObject({ unit: 'word', mean: '', limit: 'completed' });
    expect(JSON.parse(textOf('summary.json')).points[0].promises[0].mean).toBe('infinite');
  });

  it('has no chart if nothing was tried', async () => {
    await writePlan({ ...impossiblePlan(), points: [] }, out);
    expect(filesIn(out)).toEqual(['.seatrial', 'plan.csv', 'report.html', 'summary.json']);
  });
});
