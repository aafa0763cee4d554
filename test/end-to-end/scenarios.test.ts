import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runWords } from '../../src/cli/testing/run-words.ts';
import { schemaViolations } from '../../src/scenario/testing/json-schema-check.ts';
import { runFile } from './run-file.ts';

const folder = new URL('../../scenarios/', import.meta.url).pathname;
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort();
const schemaFile = 'scenario.schema.json';

/** What a scenario is meant to be warned of, and nothing else. */
const expectedWarnings: Readonly<Record<string, readonly RegExp[]>> = {
  'drain-without-room.yaml': [/^client full: \d+ % of its requests met a full queue or took too long/],
  'retry-storm.yaml': [
    /^client short-queue: \d+ % of its requests met a full queue or took too long/,
    /^client storm: \d+ % of its requests met a full queue or took too long/,
  ],
  'autoscale.yaml': [/^client callers: \d+ % of its requests met a full queue or took too long/],
  'fragmentation.yaml': [/^service large: 0 of 1 replicas run at the end$/],
  'mesh-or-host.yaml': [/^client host: \d+ % of its requests met a full queue or took too long/],
  'overload.yaml': [/^client callers: \d+ % of its requests met a full queue or took too long/],
  'service-graph.yaml': [
    /^client pages: \d+ % of its requests met a full queue or took too long/,
    /^client guarded:1\/guarded-api: \d+ % of its requests met a full queue or took too long/,
  ],
  'tutorial.yaml': [/^fewer than 1000 good answers/],
};

describe.each(files)('%s', (file) => {
  const { summary } = runFile(file);

  it('expects something of what it shows, and it holds', () => {
    expect(summary.expectations.length).toBeGreaterThanOrEqual(5);
    expect(summary.expectations.filter(({ holds }) => !holds)).toEqual([]);
  });

  it('is warned of nothing but what it is meant to show', () => {
    const patterns = expectedWarnings[file] ?? [];
    expect(summary.warnings.filter((warning) => !patterns.some((pattern) => pattern.test(warning)))).toEqual([]);
    expect(patterns.filter((pattern) => !summary.warnings.some((warning) => pattern.test(warning)))).toEqual([]);
  });

  it('tells editors its schema, agrees with it, and says what it shows', () => {
    const text = readFileSync(folder + file, 'utf8');
    expect(text.split('\n')[0]).toBe(`# yaml-language-server: $schema=./${schemaFile}`);
    const schema = JSON.parse(readFileSync(folder + schemaFile, 'utf8'));
    expect(schemaViolations(schema, parse(text))).toEqual([]);
    expect(parse(text).description.length).toBeGreaterThan(100);
  });
});

describe('the folder of scenarios', () => {
  it('is sound', async () => {
    const { code, err } = await runWords(['validate', ...files.map((file) => folder + file)]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('has the schema that `seatrial schema` prints (`npm run -s seatrial -- schema > scenarios/scenario.schema.json`)', async () => {
    const { out } = await runWords(['schema']);
    expect(readFileSync(folder + schemaFile, 'utf8')).toBe(out);
  });

  it('is told of in docs/scenarios.md, each with its picture', () => {
    const page = readFileSync(new URL('../../docs/scenarios.md', import.meta.url), 'utf8');
    for (const file of files) expect(page).toContain(`scenarios/${file}`);
    const pictures = [...page.matchAll(/\]\(([^)]+\.png)\)/g)].map(([, path = '']) => path);
    expect(pictures).toHaveLength(files.length);
    for (const path of pictures) {
      const bytes = readFileSync(new URL(`../../docs/${path}`, import.meta.url));
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    }
  });
});
