import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Job } from '../job.ts';
import { inProcess } from './in-process.ts';
import { exampleJobs } from './testing/example-jobs.ts';
import { outcomesOf } from './testing/outcomes-of.ts';
import { Threads } from './threads.ts';

const folder = mkdtempSync(join(tmpdir(), 'seatrial-threads-'));
const threads = new Threads(2);

afterAll(async () => {
  await threads.close();
  rmSync(folder, { recursive: true });
});

describe('threads', () => {
  it('come to the same results as this process', async () => {
    const jobs = exampleJobs(12);
    const expected = await outcomesOf(inProcess, jobs);
    expect(expected.every(({ ok }) => ok)).toBe(true);
    expect(JSON.stringify(await outcomesOf(threads, jobs))).toBe(JSON.stringify(expected));
  });

  it('hand on what is wrong with a job', async () => {
    const [job] = exampleJobs(1);
    const [outcome] = await outcomesOf(threads, [{ ...job!, overrides: ['duration=never'] }]);
    expect(outcome).toMatchObject({ ok: false, kind: 'input', message: expect.stringContaining('--set duration') });
  });

  it('share their threads between runs at the same time', async () => {
    const jobs = exampleJobs(4);
    const [one, two] = await Promise.all([outcomesOf(threads, jobs), outcomesOf(threads, jobs)]);
    expect(one).toEqual(two);
  });

  it('have nothing to do without a job', async () => {
    await expect(outcomesOf(threads, [])).resolves.toEqual([]);
  });
});

describe('a thread that dies', () => {
  const dying = new Threads(1, new URL('./testing/dying-thread.ts', import.meta.url));
  afterAll(() => dying.close());

  function jobThatKills(times: number): Job {
    const path = join(folder, `killed-${times}`);
    writeFileSync(path, '');
    return { files: {}, path, overrides: [String(times)], promises: [], course: false };
  }

  it('has its job run again, and the others run too', async () => {
    const outcomes = await outcomesOf(dying, [jobThatKills(2), jobThatKills(0)]);
    expect(outcomes).toMatchObject([{ message: 'alive' }, { message: 'alive' }]);
  });

  it('of the same job three times is a fault', async () => {
    const job = jobThatKills(10);
    const [outcome] = await outcomesOf(dying, [job]);
    expect(outcome).toMatchObject({ ok: false, kind: 'fault', message: expect.stringContaining('died 3 times') });
    expect(readFileSync(job.path, 'utf8')).toHaveLength(3);
  });

  it('before it could begin ends the run', async () => {
    const program = join(folder, 'broken.mjs');
    writeFileSync(program, 'throw new Error("cannot be loaded");');
    const broken = new Threads(1, pathToFileURL(program));
    await expect(outcomesOf(broken, exampleJobs(1))).rejects.toThrow('cannot be loaded');
    await broken.close();
  });
});
