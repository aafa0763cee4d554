import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importFlags } from '../../src/cli/commands/import.ts';
import { csvColumns } from '../../src/import/log/csv-form.ts';
import { lognormalByMedianAndP99 } from '../../src/kernel/distribution.ts';
import { defaults } from '../../src/scenario/defaults.ts';

const read = (name: string) => readFileSync(new URL(`../../docs/how-to/${name}.md`, import.meta.url), 'utf8');

describe('docs/how-to/import.md', () => {
  const page = read('import');

  it('speaks of every flag that says what to import, and how', () => {
    const flags = Object.keys(importFlags).filter((flag) => flag !== 'force');
    expect(flags.filter((flag) => !page.includes(`--${flag}`))).toEqual([]);
  });

  it('names the columns of CSV', () => {
    expect(csvColumns.filter((column) => !page.includes(`\`${column}\``))).toEqual([]);
  });
});

describe('docs/how-to/calibrate.md', () => {
  it.each([
    ['demand', 8, 60, defaults.image.demandMs],
    ['start', 154, 580, defaults.image.startMs],
  ])('gives the default of %s', (key, median, p99, law) => {
    expect(law).toEqual(lognormalByMedianAndP99(median, p99));
    expect(read('calibrate')).toMatch(new RegExp(`\\| \`${key}\` \\| median ${median}ms, p99 ${p99}ms`));
  });

  it('gives the defaults of concurrency and backlog', () => {
    const { concurrency, backlog } = defaults.image;
    expect(read('calibrate')).toContain(`| \`concurrency\`, \`backlog\` | ${concurrency} and ${backlog}: `);
  });
});
