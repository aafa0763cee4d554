import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutputError } from '../folder/output-error.ts';
import { checkRunFolder } from '../folder/run-folder.ts';
import { comparisonOf } from '../testing/example-comparison.ts';
import { examplePlan, impossiblePlan } from '../testing/example-plan.ts';
import type { ComparisonReport } from './comparison-report.ts';
import { writeComparison } from './write-comparison.ts';
import { writePlan } from './write-plan.ts';

const small = comparisonOf({ placement: ['spread', 'binpack'] }, 2);
/** Nothing to draw: what is tested with it is the folder. */
const bare: ComparisonReport = { ...small, metrics: [], courses: [] };
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

describe('writeComparison', () => {
  it('writes the same bytes again', async () => {
    const other = join(parent, 'other', 'place');
    await writeComparison(small, out);
    await writeComparison(small, other);
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
    await writePlan(impossiblePlan(), out);
    await writePlan(impossiblePlan(), other);
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

  it('has no chart if nothing was tried', async () => {
    await writePlan({ ...impossiblePlan(), points: [] }, out);
    expect(filesIn(out)).toEqual(['.seatrial', 'plan.csv', 'report.html', 'summary.json']);
  });
});
