// What threads bring and what they cost: the throughput of two threads as a multiple of that of one, for 24 runs of a quarter of
// a second each (with --full 200 of a second), and what an executor adds to a job. The throughput is wall time: only a machine
// with two quiet cores shows what threads can do. The cost is CPU time.
import type { Executor } from '../../src/experiment/executor.ts';
import { inProcess } from '../../src/experiment/executors/in-process.ts';
import { exampleJobs } from '../../src/experiment/executors/testing/example-jobs.ts';
import { Threads } from '../../src/experiment/executors/threads.ts';
import type { Job } from '../../src/experiment/job.ts';
import { type BenchOptions, type Figure, median } from './frame.ts';

const rounds = 5;

export async function bench({ full }: BenchOptions): Promise<Figure[]> {
  const count = full ? 200 : 24;
  const runMs = full ? 1000 : 250;
  // Code that runs for the first time is slow.
  await msPerJob(inProcess, exampleJobs(16, '600s'));
  const simulatedS = Math.round((600 * runMs) / (await msPerJob(inProcess, exampleJobs(8, '600s'))));
  const one = new Threads(1);
  const two = new Threads(2);
  try {
    // Each has its threads, and they have their code compiled.
    for (const executor of [one, two]) await msPerJob(executor, exampleJobs(8, '600s'));
    return [await throughput(one, two, exampleJobs(count, `${simulatedS}s`)), await overhead(one)];
  } finally {
    await one.close();
    await two.close();
  }
}

async function throughput(one: Threads, two: Threads, jobs: readonly Job[]): Promise<Figure> {
  const times: { readonly one: number; readonly two: number }[] = [];
  for (let round = 0; round < rounds; round++)
    times.push({ one: await msPerJob(one, jobs), two: await msPerJob(two, jobs) });
  const ratio = median(times.map((time) => time.one / time.two));
  return {
    what: `${jobs.length} runs in two threads`,
    value: 1000 / median(times.map((time) => time.two)),
    unit: 'runs/s',
    ratio,
    to: 'one thread',
  };
}

async function overhead(one: Threads): Promise<Figure> {
  const jobs = exampleJobs(200, '1s');
  const added: number[] = [];
  for (let round = 0; round < rounds; round++)
    added.push((await cpuMsPerJob(one, jobs)) - (await cpuMsPerJob(inProcess, jobs)));
  return { what: 'what a thread adds to a job', value: median(added), unit: 'ms', ratio: null, to: '' };
}

async function cpuMsPerJob(executor: Executor, jobs: readonly Job[]): Promise<number> {
  const before = process.cpuUsage();
  await msPerJob(executor, jobs);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / jobs.length;
}

async function msPerJob(executor: Executor, jobs: readonly Job[]): Promise<number> {
  const start = performance.now();
  await executor.run(jobs, (index, outcome) => {
    if (!outcome.ok) throw new Error(`job ${index}: ${outcome.message}`);
  });
  return (performance.now() - start) / jobs.length;
}
