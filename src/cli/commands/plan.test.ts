import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runWordsIn } from '../testing/run-words.ts';

const scratch = mkdtempSync(join(tmpdir(), 'seatrial-plan-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const scenario = `
name: packing
duration: 60s
profile: swarmkit
cluster:
  nodes:
    - { name: m, role: manager, cpus: 1, memory: 1GiB, availability: drain }
    - { name: w, count: 1, cpus: 2, memory: 4GiB }
images: { x: { cached: true, serves: false } }
services: { web: { image: x, deploy: { replicas: 5, resources: { reservations: { cpus: "1" } } } } }
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(scratch, 'test-'));
  writeFileSync(join(folder, 'a.yaml'), scenario);
});

const seatrial = (...words: string[]) =>
  runWordsIn(folder, ['plan', '@/a.yaml', '--out', '@/out', '--executor', 'here', ...words]);
const nodes = ['--find', 'nodes', '--promise', 'pending == 0'];

describe('plan', () => {
  it('prints and writes what it found', async () => {
    const { code, out } = await seatrial(...nodes, '--range', '1..9');
    expect(code).toBe(0);
    expect(out).toContain('The least that keeps every promise is 3 machines of the group w, with 95 % confidence.\n');
    expect(out).toContain('At 2 machines of the group w, pending == 0 is not kept; what is short: room for 1 task: ');
    expect(readFileSync(join(folder, 'out/plan.csv'), 'utf8')).toContain('\n3,pending == 0,count,,0,,0,true,');
    expect(JSON.parse(readFileSync(join(folder, 'out/summary.json'), 'utf8'))).toMatchObject({ answer: 3, seed: 1 });
  });

  it('ends with 1 where no value will do, and prints nothing when it is to be quiet', async () => {
    expect(await seatrial(...nodes, '--range', '1..2', '--quiet')).toEqual({ code: 1, out: '', err: '' });
  });

  it('prints JSON', async () => {
    const { out } = await seatrial(...nodes, '--range', '1..9', '--format', 'json', '--survive', 'any-node');
    expect(JSON.parse(out)).toMatchObject({ answer: 4, survive: 'any-node', binding: { at: 3, loss: 'without w1' } });
  });

  it.each([
    [['--promise', 'pending == 0'], 'find'],
    [['--find', 'nodes'], 'promise'],
    [[...nodes, '--range', '9..1'], '--range takes two whole numbers such as 1..100; found "9..1"'],
    [[...nodes, '--lose-at', '9s'], '--lose-at needs --survive any-node or any-zone'],
    [[...nodes, '--max-replications', '1'], '--max-replications takes a whole number from 2 on; found "1"'],
    [[...nodes, '--confidence', '40%'], '--confidence of less than a half promises nothing; found "40%"'],
    [['--find', 'nodes', '--promise', 'p99(x) < 1'], "--promise 'p99(x) < 1':1:10: "],
    [['--find', 'machines.count', '--promise', 'pending == 0'], '@/a.yaml'],
  ])('%j is wrong input', async (words, message) => {
    const { code, out, err } = await seatrial(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});
