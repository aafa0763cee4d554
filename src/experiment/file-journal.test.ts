import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkRunFolder } from '../report/folder/run-folder.ts';
import { inProcess } from './executors/in-process.ts';
import { exampleJobs } from './executors/testing/example-jobs.ts';
import { openJournal } from './file-journal.ts';
import type { Job } from './job.ts';
import { mergeJournals } from './merge-journals.ts';
import { noProgress, runJobs } from './run-jobs.ts';
import { inShard } from './shard.ts';
import { writeShard } from './write-shard.ts';

const design = '{"what":"six runs"}';
const jobs = exampleJobs(6);
let parent: string;
let out: string;

beforeEach(() => {
  parent = fs.mkdtempSync(join(tmpdir(), 'seatrial-journal-'));
  out = join(parent, 'out');
});
afterEach(() => fs.rmSync(parent, { recursive: true }));

const journalOf = (folder: string) => fs.readFileSync(join(folder, 'jobs.jsonl'), 'utf8');

/** @returns how many of the jobs had to be run */
async function experiment(some: readonly Job[], options: { resume: boolean; finish?: boolean }, folder = out) {
  const journal = await openJournal(folder, design, options);
  const known = journal.known;
  let ran = 0;
  const executor = {
    ...inProcess,
    run: async (missing: readonly Job[], done: Parameters<typeof inProcess.run>[1]) => {
      ran += missing.length;
      await inProcess.run(missing, done);
    },
  };
  await runJobs(some, { executor, journal, progress: noProgress });
  if (options.finish) await writeShard(journal, folder);
  journal.close();
  return { ran, known };
}

describe('a journal on disk', () => {
  it('knows what was done before, and is the same in the end', async () => {
    await experiment(jobs, { resume: false, finish: true }, join(parent, 'whole'));
    await experiment(jobs.slice(2, 5).reverse(), { resume: false });
    expect(await experiment(jobs, { resume: true, finish: true })).toEqual({ ran: 3, known: 3 });
    expect(journalOf(out)).toBe(journalOf(join(parent, 'whole')));
    expect(fs.readdirSync(out).sort()).toEqual(['.seatrial', 'jobs.jsonl']);
  });

  it('of a finished experiment leaves nothing to run', async () => {
    await experiment(jobs, { resume: false, finish: true });
    const before = journalOf(out);
    expect(await experiment(jobs, { resume: true, finish: true })).toEqual({ ran: 0, known: 6 });
    expect(journalOf(out)).toBe(before);
  });

  it('without --resume begins anew', async () => {
    await experiment(jobs, { resume: false });
    expect(await experiment(jobs.slice(0, 1), { resume: false })).toEqual({ ran: 1, known: 0 });
    expect(journalOf(out).trim().split('\n')).toHaveLength(2);
  });

  it('is written without the jobs that failed', async () => {
    const journal = await openJournal(out, design, { resume: false });
    const [sound, broken] = [jobs[0]!, { ...jobs[0]!, overrides: ['duration=0s'] }];
    const laboratory = { executor: inProcess, journal, progress: noProgress };
    await expect(runJobs([broken], laboratory)).rejects.toThrow();
    await runJobs([sound], laboratory);
    await writeShard(journal, out);
    journal.close();
    expect(journalOf(out).trim().split('\n')).toHaveLength(2);
  });

  it('is not there before a job is done', async () => {
    const journal = await openJournal(out, design, { resume: true });
    journal.close();
    expect(fs.readdirSync(parent)).toEqual([]);
  });

  it('gives back what it was given, with what JSON has no word for', async () => {
    const journal = await openJournal(out, design, { resume: false });
    const [result] = await runJobs(jobs.slice(0, 1), { executor: inProcess, journal, progress: noProgress });
    const endless = { ...result!, values: { 'p99(é)': Number.POSITIVE_INFINITY, mean: null } };
    journal.keep('ab', endless);
    expect(journal.find('ab')).toEqual(endless);
    journal.close();
  });

  it('forgets a line that was torn', async () => {
    await experiment(jobs, { resume: false });
    const text = journalOf(out);
    fs.writeFileSync(join(out, 'jobs.jsonl'), text.slice(0, -10));
    expect(await experiment(jobs, { resume: true })).toEqual({ ran: 1, known: 5 });
    expect(journalOf(out)).toBe(text);
  });

  it('of another release knows nothing', async () => {
    await experiment(jobs, { resume: false });
    fs.writeFileSync(join(out, 'jobs.jsonl'), journalOf(out).replace(/"seatrial":"[^"]*"/, '"seatrial":"0.0.1"'));
    expect(await experiment(jobs, { resume: true })).toEqual({ ran: 6, known: 0 });
  });

  it('stands beside a report, until that is replaced', async () => {
    await experiment(jobs, { resume: false, finish: true });
    fs.writeFileSync(join(out, 'report.html'), 'a report');
    const marker = JSON.parse(fs.readFileSync(join(out, '.seatrial'), 'utf8'));
    fs.writeFileSync(join(out, '.seatrial'), JSON.stringify({ ...marker, files: ['report.html', 'jobs.jsonl'] }));
    await experiment(jobs.slice(0, 1), { resume: false });
    expect(fs.readFileSync(join(out, 'report.html'), 'utf8')).toBe('a report');
    await expect(checkRunFolder(out)).resolves.toBeUndefined();
    await experiment(jobs, { resume: true, finish: true });
    expect(fs.readdirSync(out).sort()).toEqual(['.seatrial', 'jobs.jsonl']);
  });

  it('does not go to the folder of somebody else', async () => {
    fs.mkdirSync(out);
    fs.writeFileSync(join(out, 'jobs.jsonl'), 'mine');
    await expect(openJournal(out, design, { resume: true })).rejects.toThrow('it was not written by Seatrial');
  });

  it('says that the disk is in the way', async () => {
    fs.writeFileSync(join(parent, 'file'), '');
    const journal = await openJournal(out, design, { resume: false });
    fs.symlinkSync(join(parent, 'file'), out);
    await expect(runJobs(jobs, { executor: inProcess, journal, progress: noProgress })).rejects.toThrow(
      `Cannot write ${out}`,
    );
  });

  it('survives SIGKILL at any moment', async () => {
    const script = fileURLToPath(new URL('./testing/journal-experiment.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, out], {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
    });
    const ended = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
    let done = 0;
    child.stdout.on('data', (dots: Buffer) => {
      done += dots.length;
      if (done > 30) child.kill('SIGKILL');
    });
    expect(await ended).toBe('SIGKILL');
    await expect(checkRunFolder(out)).resolves.toBeUndefined();
    const { known, ran } = await experiment(exampleJobs(10_000).slice(0, 25), { resume: true, finish: true });
    expect(known).toBeGreaterThanOrEqual(25);
    expect(ran).toBe(0);
    await experiment(exampleJobs(25), { resume: false, finish: true }, join(parent, 'whole'));
    expect(journalOf(out)).toBe(journalOf(join(parent, 'whole')));
  });
});

describe('shards', () => {
  const folders = () => [1, 2, 3].map((number) => join(parent, `shard-${number}`));

  async function runShards(options: { finish: boolean; design?: string }, numbers = [1, 2, 3]): Promise<void> {
    for (const number of numbers) {
      const shard = { number, count: 3 };
      const folder = folders()[number - 1]!;
      const journal = await openJournal(folder, options.design ?? design, { resume: false, shard });
      const own = jobs.filter((_, index) => inShard(shard, index));
      await runJobs(own, { executor: inProcess, journal, progress: noProgress });
      if (options.finish) await writeShard(journal, folder);
      journal.close();
    }
  }

  it('merge into what one machine would have done', async () => {
    await experiment(jobs, { resume: false, finish: true }, join(parent, 'whole'));
    await runShards({ finish: true });
    const merged = await mergeJournals(folders().reverse(), out);
    expect(merged.design).toBe(design);
    const nothing = { ...inProcess, run: async (missing: readonly Job[]) => expect(missing).toEqual([]) };
    await runJobs(jobs, { executor: nothing, journal: merged.journal, progress: noProgress });
    expect(fs.existsSync(out)).toBe(false);
    await writeShard(merged.journal, out);
    expect(journalOf(out)).toBe(journalOf(join(parent, 'whole')));
  });

  it('that are not all there are named', async () => {
    await runShards({ finish: true }, [2]);
    await expect(mergeJournals([folders()[1]!], out)).rejects.toThrow('merge: missing: shard 1/3, 3/3');
    await expect(mergeJournals(folders(), out)).rejects.toThrow(`${folders()[0]}: no jobs.jsonl of a shard is there`);
  });

  it('that are not finished are named', async () => {
    await runShards({ finish: false });
    await expect(mergeJournals(folders(), out)).rejects.toThrow(
      `${folders()[0]}: shard 1/3 is not finished: run it again with --resume`,
    );
  });

  it('of different experiments are not merged', async () => {
    await runShards({ finish: true }, [1, 2]);
    await runShards({ finish: true, design: '{}' }, [3]);
    await expect(mergeJournals(folders(), out)).rejects.toThrow(
      `${folders()[2]}: it is of another experiment than ${folders()[0]}`,
    );
  });

  it('of a whole experiment there are none', async () => {
    await experiment(jobs, { resume: false, finish: true });
    await expect(mergeJournals([out], join(parent, 'merged'))).rejects.toThrow('was not divided into shards');
  });
});
