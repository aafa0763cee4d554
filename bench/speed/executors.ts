// What threads bring and what they cost: `npm run speed -- executors [--full]`. Prints the throughput of two threads as a
// multiple of that of one, for 24 runs of a quarter of a second each (with --full 200 of a second), and what an executor adds
// to a job. The throughput is wall time: only a machine with two quiet cores shows what threads can do. The cost is CPU time.
import type { Executor } from '../../src/experiment/executor.ts';
import { inProcess } from '../../src/experiment/executors/in-process.ts';
import { exampleJobs } from '../../src/experiment/executors/testing/example-jobs.ts';
import { Threads } from '../../src/experiment/executors/threads.ts';
import type { Job } from '../../src/experiment/job.ts';

const full = process.argv.includes('--full');
const count = full ? 200 : 24;
const runMs = full ? 1000 : 250;
const rounds = 5;

// Code that runs for the first time is slow.
await msPerJob(inProcess, exampleJobs(16, '600s'));
/** Simulated time that takes so long to run. */
const duration = `${Math.round((600 * runMs) / (await msPerJob(inProcess, exampleJobs(8, '600s'))))}s`;
const one = new Threads(1);
const two = new Threads(2);
try {
  // Each has its threads, and they have their code compiled.
  for (const executor of [one, two]) await msPerJob(executor, exampleJobs(8, '600s'));
  await throughput();
  await overhead();
} finally {
  await one.close();
  await two.close();
}

async function throughput(): Promise<void> {
  const jobs = exampleJobs(count, duration);
  const times: { readonly one: number; readonly two: number }[] = [];
  for (let round = 0; round < rounds; round++)
    times.push({ one: await msPerJob(one, jobs), two: await msPerJob(two, jobs) });
  const ms = median(times.map((time) => time.one)).toFixed(0);
  const ratio = median(times.map((time) => time.one / time.two)).toFixed(2);
  console.log(`${count} runs of ${ms} ms: two threads have ${ratio} × the throughput of one (median of ${rounds})`);
}

async function overhead(): Promise<void> {
  const jobs = exampleJobs(200, '1s');
  const added: number[] = [];
  for (let round = 0; round < rounds; round++)
    added.push((await cpuMsPerJob(one, jobs)) - (await cpuMsPerJob(inProcess, jobs)));
  console.log(`a thread adds ${median(added).toFixed(2)} ms to a job (median of ${rounds})`);
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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
