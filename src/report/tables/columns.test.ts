import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { columnsOf, TABLE_NAMES, TABLES } from './columns.ts';

const page = readFileSync(new URL('../../../docs/results.md', import.meta.url), 'utf8');

describe('docs/results.md', () => {
  it.each(TABLE_NAMES)('has all columns of %s.csv with the meaning that the report gives', (table) => {
    const rows = columnsOf(table).map(([name, { meaning }]) => `| \`${name}\` | ${meaning} |\n`);
    const section = `A row is ${TABLES[table].row}.\n\n| column | meaning |\n|---|---|\n${rows.join('')}`;
    expect(page).toContain(`\n### ${table}.csv\n\n${section}`);
  });
});
