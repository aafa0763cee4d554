import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { firstScenario } from '../scenario/first-scenario.ts';
import { schemaViolations } from '../scenario/testing/json-schema-check.ts';
import { but, plus, plusClient, plusCommand, sound } from '../scenario/testing/sound-scenario.ts';
import { type Outcome, runWordsIn } from './testing/run-words.ts';

const scratch = mkdtempSync(join(tmpdir(), 'seatrial-cli-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(scratch, 'test-'));
  writeFileSync(at('sound.yaml'), sound);
});

function at(name: string): string {
  return join(folder, name);
}

/** Paths in the words begin with `@/`: the folder of the test. */
function seatrial(...words: string[]): Promise<Outcome> {
  return runWordsIn(folder, words);
}

function summaryOf(name: string): { seed: unknown; expectations: unknown[] } {
  return JSON.parse(readFileSync(at(`${name}/summary.json`), 'utf8'));
}

describe('help', () => {
  it('of the command as a whole names the commands, shows examples and tells the exit codes', async () => {
    const { code, out } = await seatrial('--help');
    expect(code).toBe(0);
    for (const words of [
      'run',
      'validate',
      'init',
      'schema',
      'Examples:',
      'seatrial init my.yaml',
      'Exit codes: 0 fine',
    ])
      expect(out).toContain(words);
  });

  it.each([
    ['run', '--seed', 'seatrial run my.yaml --seed 2'],
    ['validate', '--set', 'seatrial validate scenarios/*.yaml'],
    ['init', 'File to write', 'seatrial init my.yaml && seatrial run my.yaml'],
    ['schema', 'JSON Schema', 'seatrial schema > scenario.schema.json'],
  ])('of %s shows its flags and an example', async (command, flag, example) => {
    const { code, out } = await seatrial(command, '--help');
    expect(code).toBe(0);
    expect(out).toContain(flag);
    expect(out.replaceAll(/\s+/g, ' ')).toContain(example);
  });

  it('tells the version', async () => {
    expect((await seatrial('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('a command line that is wrong is told in one line, with what would be right', () => {
  it.each([
    [[], 'which command? One of: run, compare, '],
    [['rnu', '@/sound.yaml'], 'no command is called "rnu" – did you mean "run"?'],
    [['fly'], 'no command is called "fly"; there are: run, compare, '],
    [['--quiet'], 'which command?'],
    [['run'], 'run needs a scenario, e.g. seatrial run my.yaml'],
    [['run', '@/sound.yaml', '--sed', '3'], 'run has no flag --sed – did you mean "--seed"?'],
    [['run', '@/sound.yaml', '--sede=3'], 'run has no flag --sede – did you mean "--seed"?'],
    [['run', '@/sound.yaml', '--seed'], '--seed needs a value'],
    [['run', '@/sound.yaml', '--seed', '1', '--seed', '2'], '--seed is given more than once'],
    [['run', '@/sound.yaml', '--format', 'xml'], '--format takes one of table, json, none; found "xml"'],
    [['run', '@/sound.yaml', '--trace', '200%'], '--trace takes a share from 0% to 100%'],
    ...['foo', '1', '2m.2m10s'].map((word) => [
      ['run', '@/sound.yaml', '--trace', word],
      `--trace takes a share from 0% to 100%, such as 1%, a window such as 2m..2m10s, or nothing for all requests; found "${word}"`,
    ]),
    [['run', '@/sound.yaml', '@/b/sound.yaml'], 'two scenarios are called "sound"'],
    [['schema', 'x'], 'schema takes no "x"'],
  ])('%j', async (words, message) => {
    const { code, out, err } = await seatrial(...words);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err.split('\n')).toHaveLength(3);
    expect(err).toContain(`seatrial: ${message}`);
    expect(err).toMatch(/\nSee 'seatrial --help'\.\n$/);
  });
});

describe('validate', () => {
  it('says that all are fine', async () => {
    writeFileSync(at('other.yaml'), sound);
    const { code, out, err } = await seatrial('validate', '@/sound.yaml', '@/other.yaml');
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe('@/sound.yaml: fine\n@/other.yaml: fine\n');
  });

  it('reads the others when one is wrong', async () => {
    writeFileSync(at('bad.yaml'), but('replicas', 'replcas'));
    const { code, out, err } = await seatrial('validate', '@/bad.yaml', '@/sound.yaml', '@/missing.yaml');
    expect(code).toBe(2);
    expect(out).toBe('@/sound.yaml: fine\n');
    expect(err).toBe(
      '@/bad.yaml:14:15: services.web.deploy.replcas: Additional property replcas is not allowed; did you mean replicas?\n' +
        '@/missing.yaml: no such file\n',
    );
  });

  it("shows Docker's own words", async () => {
    writeFileSync(at('bad.yaml'), plusCommand('docker service update --imag web:2 web'));
    expect(await seatrial('validate', '@/bad.yaml')).toMatchObject({
      code: 2,
      err:
        '@/bad.yaml:16:20: unknown flag: --imag\n    \n    Usage:  docker service update [OPTIONS] SERVICE\n    \n' +
        "    Run 'docker service update --help' for more information\n",
    });
  });

  it('takes --set', async () => {
    expect(await seatrial('validate', '@/sound.yaml', '--set', 'duration=soon')).toMatchObject({
      code: 2,
      err: '--set duration=soon: duration: expected a duration such as 10s, 1m30s or 200ms: time: invalid duration "soon"\n',
    });
  });

  it('passes on warnings', async () => {
    writeFileSync(at('odd.yaml'), but('image: web:1', 'image: web:1\n    privileged: true'));
    const { code, err } = await seatrial('validate', '@/odd.yaml');
    expect([code, err]).toEqual([0, 'warning: services.web: privileged has no effect\n']);
  });
});

describe('init', () => {
  it('writes a scenario that is fine', async () => {
    const { code, out } = await seatrial('init', '@/my.yaml');
    expect([code, out]).toEqual([0, 'Wrote @/my.yaml. Next: seatrial run @/my.yaml\n']);
    expect(readFileSync(at('my.yaml'), 'utf8')).toBe(firstScenario);
    expect(await seatrial('validate', '@/my.yaml')).toMatchObject({ code: 0, err: '' });
  });

  it('leaves a file that is there', async () => {
    const { code, err } = await seatrial('init', '@/sound.yaml');
    expect([code, err]).toEqual([
      2,
      "seatrial: @/sound.yaml is there already: name another file, or remove it first\nSee 'seatrial --help'.\n",
    ]);
    expect(readFileSync(at('sound.yaml'), 'utf8')).toBe(sound);
  });

  it('tells when the disk is in the way', async () => {
    const { code, err } = await seatrial('init', '@/sound.yaml/my.yaml');
    expect(code).toBe(3);
    expect(err).toContain('a part of the path is a file, not a folder');
  });
});

describe('schema', () => {
  it('prints the JSON Schema, which takes what init writes', async () => {
    const { code, out } = await seatrial('schema');
    expect(code).toBe(0);
    expect(schemaViolations(JSON.parse(out), parse(firstScenario))).toEqual([]);
  });
});

describe('run', () => {
  it('writes a folder and prints the summary', async () => {
    const { code, out, err } = await seatrial('run', '@/sound.yaml', '--out', '@/out');
    expect([code, err]).toEqual([0, 'sound: seed 1\n']);
    expect(out).toContain('Written to @/out/');
    expect(readdirSync(at('out'))).toEqual(expect.arrayContaining(['summary.json', 'tasks.csv', 'report.html']));
  });

  it('with --quiet says nothing', async () => {
    expect(await seatrial('run', '@/sound.yaml', '--out', '@/out', '--quiet')).toEqual({ code: 0, out: '', err: '' });
  });

  it('with --format json prints the summary, one line a scenario, in folders of their own', async () => {
    writeFileSync(at('other.yaml'), but('name: sound', 'name: other'));
    const { code, out } = await seatrial('run', '@/sound.yaml', '@/other.yaml', '--out', '@/out', '--format', 'json');
    expect(code).toBe(0);
    const printed = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(printed.map(({ scenario }) => scenario)).toEqual(['sound', 'other']);
    expect(readdirSync(at('out')).sort()).toEqual(['other', 'sound']);
  });

  it('with --format none prints nothing', async () => {
    expect((await seatrial('run', '@/sound.yaml', '--out', '@/out', '--format', 'none')).out).toBe('');
  });

  it.each([
    [['--seed', '8'], 8],
    [['--seed', 'abc'], 'abc'],
    [['--seed', '007'], '007'],
    [['--seed', '1e3'], '1e3'],
    [['--seed', 'a: b #c'], 'a: b #c'],
    [['--seed=-3'], -3],
    [['--set', 'seed=9'], 9],
    [['--set', 'seed=9', '--seed', '8'], 8],
  ])('%j', async (words, seed) => {
    expect((await seatrial('run', '@/sound.yaml', '--out', '@/out', '-q', ...words)).err).toBe('');
    expect(summaryOf('out').seed).toBe(seed);
  });

  it('with --trace writes requests.csv, all requests or a share of them', async () => {
    writeFileSync(
      at('traffic.yaml'),
      `drain: true\n${plusClient('to: nodes:8080, from: 1m, arrivals: { constant: { rate: 20/s } }')}`,
    );
    const rows: number[] = [];
    for (const words of [['--trace'], ['--trace', '10%'], ['--trace=10%']]) {
      await seatrial('run', '@/traffic.yaml', '--out', '@/out', '-q', ...words);
      rows.push(readFileSync(at('out/requests.csv'), 'utf8').split('\n').length - 2);
    }
    // The 1200th would leave as the run ends.
    expect(rows[0]).toBe(1199);
    expect(rows[1]).toBeGreaterThan(60);
    expect(rows[1]).toBeLessThan(200);
    expect(rows[2]).toBe(rows[1]);
  });

  it('takes a scenario after --trace for a scenario', async () => {
    expect(await seatrial('run', '-q', '--out', '@/out', '--trace', '@/sound.yaml')).toMatchObject({ code: 0 });
  });

  it('replaces what an earlier run wrote', async () => {
    await seatrial('run', '@/sound.yaml', '--out', '@/out', '-q');
    expect(await seatrial('run', '@/sound.yaml', '--out', '@/out', '-q', '--seed', '5')).toMatchObject({ code: 0 });
    expect(summaryOf('out').seed).toBe(5);
  });

  it('exits with 1 when an expectation does not hold, and writes all the same', async () => {
    writeFileSync(at('high.yaml'), plus('expect:\n  - running(web) == 3\n  - running(web) == 2'));
    const { code, out } = await seatrial('run', '@/high.yaml', '--out', '@/out');
    expect(code).toBe(1);
    expect(out).toContain('running(web) == 3');
    expect(summaryOf('out').expectations).toMatchObject([{ holds: false }, { holds: true }]);
  });

  it('tells of all scenarios what is wrong, runs none, and leaves no folder', async () => {
    writeFileSync(at('bad.yaml'), but('2m', 'soon'));
    const { code, out, err } = await seatrial('run', '@/sound.yaml', '@/bad.yaml', '@/missing.yaml', '--out', '@/out');
    expect([code, out]).toEqual([2, '']);
    expect(err.split('\n').map((line) => line.split(': ')[0])).toEqual(['@/bad.yaml:2:11', '@/missing.yaml', '']);
    expect(readdirSync(folder).sort()).toEqual(['bad.yaml', 'sound.yaml']);
  });

  it('ends with 2 at a command that the swarm refuses, and leaves no folder', async () => {
    writeFileSync(at('refused.yaml'), plusCommand('docker service scale nobody=3'));
    const { code, err } = await seatrial('run', '@/refused.yaml', '--out', '@/out');
    expect(code).toBe(2);
    expect(err).toContain('@/refused.yaml:16:20: `docker service scale nobody=3` was refused (exit 1)');
    expect(err).toContain('service nobody not found');
    expect(err).toContain('expect_exit: 1');
    expect(existsSync(at('out'))).toBe(false);
  });

  it("ends with 3 at a folder that is not a run's, before anything runs, and deletes nothing", async () => {
    mkdirSync(at('mine'));
    writeFileSync(at('mine/diary.txt'), 'dear diary');
    const { code, out, err } = await seatrial('run', '@/sound.yaml', '--out', '@/mine');
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(/^seatrial: Will not replace @\/mine: it was not written by Seatrial\..*\n$/);
    expect(readdirSync(at('mine'))).toEqual(['diary.txt']);
  });

  it('ends with 3 at a path under a file', async () => {
    const { code, err } = await seatrial('run', '@/sound.yaml', '--out', '@/sound.yaml/out');
    expect(code).toBe(3);
    expect(err).toContain('a part of the path is a file, not a folder');
    expect(readdirSync(folder)).toEqual(['sound.yaml']);
  });

  it('ends with 3 at a fault of its own, and says how to see it again', async () => {
    const { Simulation } = await import('../simulation/simulation.ts');
    const broken = vi.spyOn(Simulation.prototype, 'finish').mockImplementation(() => {
      throw new Error('the planks are loose');
    });
    const { code, err } = await seatrial('run', '@/sound.yaml', '--out', '@/out', '--seed', "it's");
    broken.mockRestore();
    expect(code).toBe(3);
    for (const words of ['internal fault', "Seed: it's", "--seed 'it'\\''s'", 'the planks are loose'])
      expect(err).toContain(words);
    expect(existsSync(at('out'))).toBe(false);
  });
});
