import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plus } from '../../scenario/testing/sound-scenario.ts';
import { writeRunTables } from '../testing/run-tables.ts';
import { diffRuns, type RunDifference } from './diff-runs.ts';
import { diffWords } from './diff-words.ts';

const scratch = mkdtempSync(join(tmpdir(), 'seatrial-diff-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const at = (name: string) => join(scratch, name);
const scenario = plus(`seed: 1
traffic:
  - { name: shoppers, to: nodes:8080, from: 20s, arrivals: { constant: { rate: 20/s } } }
timeline:
  - { at: 1m, run: docker service update --image web:2 web }`);
const slower = 'images.web:1.demand=12ms';
const elsewhere = 'services.web.deploy.placement.constraints=[node.hostname == manager1]';

beforeAll(() => {
  const demand = 'images.web:1.demand=10ms';
  writeRunTables(at('run'), scenario, [demand]);
  writeRunTables(at('again'), scenario, [demand]);
  writeRunTables(at('slower'), scenario, [slower]);
  writeRunTables(at('traced'), scenario, [demand, 'trace=100%']);
  writeRunTables(at('slower-traced'), scenario, [slower, 'trace=100%']);
  writeRunTables(at('elsewhere'), scenario, [demand, elsewhere]);
  writeRunTables(at('longer'), scenario, [demand, 'duration=3m', 'seed=2']);
});

async function diff(first: string, second: string): Promise<RunDifference> {
  return diffRuns(at(first), at(second));
}

describe('two runs that are the same', () => {
  it.each([
    ['run', 'again'],
    ['run', 'traced'],
  ])('%s and %s', async (first, second) => {
    const difference = await diff(first, second);
    expect(difference).toMatchObject({ same: true, moved: [], parting: null });
    expect(diffWords(difference)).toBe('The runs are the same: every number, and every event.\n');
  });
});

describe('a planted slowdown', () => {
  it('is told by the metrics that it moves, and by no other', async () => {
    const { same, moved } = await diff('run', 'slower');
    expect(same).toBe(false);
    const names = moved.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['mean(shoppers)', 'p99(shoppers)', 'cpu_busy(worker2)']));
    expect(names).not.toEqual(expect.arrayContaining(['imbalance_sd']));
    const p50 = moved.find(({ name }) => name === 'p50(shoppers)');
    expect(p50).toMatchObject({ before: expect.closeTo(10, -0.5), after: expect.closeTo(12, -0.5) });
  });

  it('is bracketed by the trail where requests are not traced', async () => {
    const { parting } = await diff('run', 'slower');
    expect(parting).toMatchObject({ exact: false });
    expect(parting!.parted!.event - parting!.same!.event).toBe(1);
    expect(parting!.parted!.time_s).toBeGreaterThan(20);
    expect(diffWords(await diff('run', 'slower'))).toContain('Run both with --trace');
  });

  it('is shown by the first request where they are', async () => {
    const difference = await diff('traced', 'slower-traced');
    const [first] = difference.parting!.first;
    expect(first!.what[0]!.what).toMatch(/^request of shoppers: ok after 1\d\.\d{3} ms, served on \w+ by task \w{12}$/);
    expect(first!.time_s).toBe(first!.what[0]!.time_s);
    expect(first!.what[1]!.time_s - first!.time_s).toBeCloseTo(0.002, 9);
    expect(diffWords(difference)).toMatch(/run 2: nothing yet; at 20\.\d+ s request of shoppers/);
  });
});

describe('a planted change of placement', () => {
  it('is shown by the first task that goes elsewhere', async () => {
    const difference = await diff('run', 'elsewhere');
    const [first] = difference.parting!.first;
    expect(first!.what.map((side) => side!.what)).toEqual([
      expect.stringMatching(/^web\.\d of web:1 assigned on worker\d$/),
      expect.stringMatching(/^web\.\d of web:1 assigned on manager1$/),
    ]);
    expect(first!.time_s).toBeLessThan(1);
    expect(difference.moved).toContainEqual({ name: 'tasks(manager1)', before: expect.any(Number), after: 2 });
    const words = diffWords(difference);
    expect(words).toMatch(/The runs part at 0\.\d+ s:\n {2}run 1: web\./);
    expect(words).toMatch(/It is event \d+; all before are the same\.\n$/);
  });
});

it('is not silent where what parts them is not written down: a node that takes no tasks', async () => {
  writeRunTables(at('paused'), scenario, ['images.web:1.demand=10ms', 'cluster.nodes.manager1.availability=pause']);
  const difference = await diff('run', 'paused');
  expect(difference.moved).toContainEqual({ name: 'availability(manager1)', before: 'active', after: 'pause' });
  expect(difference.parting).toMatchObject({ exact: false, parted: { time_s: 0 } });
  expect(diffWords(difference)).toMatch(
    /What is written down differs first at 0\.\d+ s:\n {2}run 1: web\.\d of web:1 assigned/,
  );
});

it('says first what is not the same from the outset', async () => {
  expect(diffWords(await diff('run', 'longer'))).toMatch(
    /^note: seeds differ: 1 and 2\nnote: durations differ: 120 and 180\n\n/,
  );
});

it('knows a difference that no fingerprint has', async () => {
  writeRunTables(at('other-words'), scenario, ['images.web:1.demand=10ms']);
  const path = at('other-words/updates.csv');
  writeFileSync(path, readFileSync(path, 'utf8').replace('update completed', 'update complete'));
  const difference = await diff('run', 'other-words');
  expect(difference).toMatchObject({ same: false, moved: [], parting: { same: null, parted: null } });
  expect(diffWords(difference)).toContain('run 2: update of web: completed (update complete)');
  expect(diffWords(difference)).toContain('Their fingerprints are the same');
});

describe('what a command printed, which is known only when it returns,', () => {
  function writeAltered(name: string, alter: Readonly<Record<string, readonly [string, string]>>): void {
    writeRunTables(at(name), scenario, ['images.web:1.demand=10ms']);
    for (const [file, [part, other]] of Object.entries(alter)) {
      const text = readFileSync(at(`${name}/${file}`), 'utf8');
      expect(text).toContain(part);
      writeFileSync(at(`${name}/${file}`), text.replace(part, other));
    }
  }
  const printed = ['web:2 web,0,"', 'web:2 web,0,"other '] as const;

  it('is not the first difference where another one follows', async () => {
    writeAltered('output-and-task', { 'events.csv': printed, 'updates.csv': ['update completed', 'completed'] });
    const { parting } = await diff('run', 'output-and-task');
    expect(parting!.first[0]!.what[1]!.what).toBe('update of web: completed (completed)');
  });

  it('is told where it is the only one', async () => {
    writeAltered('output', { 'events.csv': printed });
    const { same, parting } = await diff('run', 'output');
    expect(same).toBe(false);
    expect(parting!.first[0]!.what[1]!.what).toMatch(/^docker service update .* \[stdout: other/);
  });
});

describe('what is no folder of a run', () => {
  it.each([
    ['nowhere', 'no such folder'],
    ['run/tasks.csv', 'this is a file'],
    ['.', 'not the folder of a run'],
  ])('%s', async (name, message) => {
    await expect(diff('run', name)).rejects.toThrow(message);
  });

  it('one with a file missing', async () => {
    writeRunTables(at('partly'), scenario);
    rmSync(at('partly/fingerprints.csv'));
    await expect(diff('partly', 'run')).rejects.toThrow(
      /partly: not the whole folder of a run: fingerprints\.csv missing/,
    );
  });

  it('one whose files are something else', async () => {
    writeRunTables(at('odd'), scenario);
    writeFileSync(at('odd/tasks.csv'), 'a,b\n"1,2\n');
    await expect(diff('odd', 'run')).rejects.toThrow(/tasks\.csv:\d+:1: not CSV/);
    writeFileSync(at('odd/summary.json'), '{}');
    await expect(diff('odd', 'run')).rejects.toThrow(/summary\.json: not the summary of a run \(scenario\)/);
  });
});
