import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { parseXml } from '../../experiment/bench/testing/parse-xml.ts';
import { writeRunTables } from '../../experiment/testing/run-tables.ts';
import { plusClient } from '../../scenario/testing/sound-scenario.ts';
import { type Outcome, runWordsIn } from '../testing/run-words.ts';

const scratch = mkdtempSync(join(tmpdir(), 'seatrial-bench-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let folder = '';
const at = (name: string) => join(folder, name);
const scenario = `seed: 1\n${plusClient('to: nodes:8080, from: 20s, arrivals: { constant: { rate: 20/s } }')}`;
const slower = scenario.replace('size: 20MB', 'size: 20MB, demand: 300ms');

beforeEach(() => {
  folder = mkdtempSync(join(scratch, 'test-'));
  mkdirSync(at('scenarios'));
  mkdirSync(at('bench'));
  writeFileSync(at('scenarios/web.yaml'), scenario);
  writeFileSync(at('bench/suite.yaml'), 'scenarios:\n  - file: ../scenarios/web.yaml\n');
});

function seatrial(...words: string[]): Promise<Outcome> {
  return runWordsIn(folder, words);
}

describe('bench', () => {
  it('asks for a baseline where there is none', async () => {
    expect(await seatrial('bench', '@/bench/suite.yaml')).toEqual({
      code: 2,
      out: '',
      err: '@/bench/suite.baseline.json: there is no baseline yet: `seatrial bench @/bench/suite.yaml --update` writes one\n',
    });
    expect(readdirSync(at('bench'))).toEqual(['suite.yaml']);
  });

  it('writes one, passes by it, and writes the same bytes again', async () => {
    const files = ['suite.baseline.json', 'suite.history.json'];
    const texts = () => files.map((name) => readFileSync(at(`bench/${name}`), 'utf8'));
    const first = await seatrial('bench', '@/bench/suite.yaml', '--update');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('\nWrote @/bench/suite.baseline.json and @/bench/suite.history.json.\n');
    expect(readdirSync(at('bench')).sort()).toEqual([...files, 'suite.yaml']);
    const before = texts();
    expect(await seatrial('bench', '@/bench/suite.yaml')).toMatchObject({ code: 0, err: '' });
    await seatrial('bench', '@/bench/suite.yaml', '--update');
    expect(texts()).toEqual(before);
  });

  it('exits with 1 at a planted slowdown, and writes for CI what moved', async () => {
    await seatrial('bench', '@/bench/suite.yaml', '--update', '--quiet');
    writeFileSync(at('scenarios/web.yaml'), slower);
    const words = ['--junit', '@/bench.xml', '--markdown', '@/bench.md'];
    const { code, out } = await seatrial('bench', '@/bench/suite.yaml', ...words);
    expect(code).toBe(1);
    expect(out).toMatch(/^web {8}FAIL {6}\d+ metrics moved; its scenario is not the baseline's$/m);
    expect(out).toMatch(/^p99\(shoppers\) +\d\S* ms +\d\S* ms +\+\d\S* ms +\+\d\S* % +exact$/m);
    expect(out).toMatch(/What the run does there now:\n {2}20\.\d+ s {2}request of shoppers: ok/);
    expect(parseXml(readFileSync(at('bench.xml'), 'utf8')).attributes).toMatchObject({ tests: '1', failures: '1' });
    expect(readFileSync(at('bench.md'), 'utf8')).toContain('| web | ✗ **fail** |');
    expect((await seatrial('bench', '@/bench/suite.yaml', '--update')).out).toMatch(/^web {8}updated {3}/m);
    expect(await seatrial('bench', '@/bench/suite.yaml', '--quiet')).toEqual({ code: 0, out: '', err: '' });
  });

  it('--update accepts numbers, not an expectation that fails', async () => {
    writeFileSync(at('scenarios/web.yaml'), `${scenario}expect: [moves > 3]\n`);
    expect((await seatrial('bench', '@/bench/suite.yaml', '--update')).code).toBe(1);
    expect(existsSync(at('bench/suite.baseline.json'))).toBe(true);
  });

  it('writes a baseline anew that a merge has spoilt', async () => {
    await seatrial('bench', '@/bench/suite.yaml', '--update');
    writeFileSync(at('bench/suite.history.json'), '<<<<<<< HEAD\n');
    const { code, err } = await seatrial('bench', '@/bench/suite.yaml');
    expect([code, err]).toEqual([2, expect.stringContaining('is not what --update writes (a merge gone wrong?)')]);
    expect((await seatrial('bench', '@/bench/suite.yaml', '--update')).code).toBe(0);
    expect((await seatrial('bench', '@/bench/suite.yaml')).code).toBe(0);
  });

  it.each([
    [['@/bench/none.yaml'], '@/bench/none.yaml: no such file\n'],
    [
      ['@/bench/suite.yaml', '--only', 'wep', '--update'],
      '@/bench/suite.yaml has no scenario "wep" – did you mean "web"?',
    ],
    [['@/bench/suite.yaml', '--updat'], 'bench has no flag --updat – did you mean "--update"?'],
  ])('%j is wrong', async (words, message) => {
    const { code, err } = await seatrial('bench', ...words);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('tells what is wrong with a scenario, and runs none', async () => {
    writeFileSync(at('scenarios/web.yaml'), scenario.replace('2m', 'soon'));
    const { code, err } = await seatrial('bench', '@/bench/suite.yaml', '--update');
    expect(code).toBe(2);
    expect(err).toMatch(/^@\/scenarios\/web\.yaml:3:11: duration: /);
  });

  it('exits with 3 where the disk is in the way', async () => {
    const { code, err } = await seatrial(
      'bench',
      '@/bench/suite.yaml',
      '--update',
      '--junit',
      '@/bench/suite.yaml/a.xml',
    );
    expect([code, err]).toEqual([3, expect.stringContaining('a part of the path is a file, not a folder')]);
  });
});

describe('diff', () => {
  beforeEach(() => {
    writeRunTables(at('before'), scenario);
    writeRunTables(at('after'), slower);
  });

  it('exits with 0 for the same, with 1 for others', async () => {
    expect(await seatrial('diff', '@/before', '@/before')).toMatchObject({ code: 0, err: '' });
    const { code, out } = await seatrial('diff', '@/before', '@/after');
    expect(code).toBe(1);
    expect(out).toMatch(/^METRIC +RUN 1 +RUN 2 +CHANGE/);
  });

  it('with --format json is data', async () => {
    const { out } = await seatrial('diff', '@/before', '@/after', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({
      same: false,
      runs: [{ path: '@/before' }, { path: '@/after' }],
      parting: { exact: false },
    });
  });

  it('exits with 2 for what is no run', async () => {
    expect(await seatrial('diff', '@/before', '@/scenarios')).toMatchObject({
      code: 2,
      err: expect.stringContaining('@/scenarios: not the folder of a run'),
    });
    expect((await seatrial('diff', '@/before')).err).toContain('diff needs the folders of two runs');
  });
});
