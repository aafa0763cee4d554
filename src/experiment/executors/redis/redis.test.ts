import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inProcess } from '../in-process.ts';
import { exampleJobs } from '../testing/example-jobs.ts';
import { outcomesOf } from '../testing/outcomes-of.ts';
import { defaultQueue, workersKey } from './queue-contract.ts';
import { readRedisAddress } from './redis-address.ts';
import { RedisExecutor } from './redis-executor.ts';
import { type RedisWorker, startRedisWorker } from './redis-worker.ts';
import { canTestRedis, RedisServer } from './testing/redis-server.ts';

const quick = { checkMs: 200, lostMs: 2000 };

describe.skipIf(!(await canTestRedis()))('Redis', () => {
  let server: RedisServer;
  let said: string[];
  let executor: RedisExecutor;
  let workers: RedisWorker[];
  let processes: ChildProcess[];

  beforeEach(async () => {
    server = await RedisServer.start();
    said = [];
    workers = [];
    processes = [];
    executor = new RedisExecutor(readRedisAddress(server.url)!, defaultQueue, (line) => said.push(line), quick);
  });

  afterEach(async () => {
    await Promise.all([executor.close(), ...workers.map((worker) => worker.close())]);
    for (const each of processes) each.kill('SIGKILL');
    await server.remove();
  });

  async function startWorker(): Promise<void> {
    const lost = (reason: string | null) => said.push(`worker: ${reason === null ? 'there again' : 'lost'}`);
    workers.push(
      await startRedisWorker(readRedisAddress(server.url)!, {
        queue: defaultQueue,
        executor: inProcess,
        concurrency: 2,
        progress: () => undefined,
        lost,
      }),
    );
  }

  /** As on another machine. */
  async function startWorkerProcess(): Promise<ChildProcess> {
    const main = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', main, 'worker', server.url, '--threads', '1'], {
      cwd: fileURLToPath(new URL('../../../../', import.meta.url)),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    processes.push(child);
    await new Promise<void>((resolve, reject) => {
      child.stderr!.on('data', (text: Buffer) => text.includes('worker of Seatrial') && resolve());
      child.on('exit', () => reject(new Error('the worker has ended')));
    });
    return child;
  }

  it('has the same results when one of two workers is killed in the middle', async () => {
    const jobs = exampleJobs(16, '60s');
    const expected = JSON.stringify(await outcomesOf(inProcess, jobs));
    const [one, two] = await Promise.all([startWorkerProcess(), startWorkerProcess()]);
    let seen = 0;
    const outcomes = await outcomesOf(
      {
        name: '',
        close: async () => undefined,
        run: (some, done) =>
          executor.run(some, (index, outcome) => {
            // Both have begun another one then.
            if (++seen === 4) one.kill('SIGKILL');
            done(index, outcome);
          }),
      },
      jobs,
    );
    expect(JSON.stringify(outcomes)).toBe(expected);
    expect(one.signalCode).toBe('SIGKILL');
    const ended = new Promise((resolve) => two.on('exit', resolve));
    two.kill('SIGTERM');
    expect(await ended).toBe(0);
  }, 60_000);

  it('is left as it was but for what vanishes by itself', async () => {
    await startWorker();
    await outcomesOf(executor, exampleJobs(20));
    await executor.close();
    const keys = server.ask('keys', '*');
    // -1: it stays for ever.
    for (const key of keys) expect(server.ask('ttl', key), key).not.toEqual(['-1']);
    expect(keys.length).toBeLessThan(10);
  });

  it('hands on what is wrong with a job, and others’ jobs to others', async () => {
    await startWorker();
    const [job] = exampleJobs(1);
    const [wrong, fine] = await Promise.all([
      outcomesOf(executor, [{ ...job!, overrides: ['duration=never'] }]),
      outcomesOf(executor, [job!]),
    ]);
    expect(wrong).toMatchObject([{ ok: false, kind: 'input', message: expect.stringContaining('duration') }]);
    expect(fine).toMatchObject([{ ok: true }]);
  });

  it('without a worker says what to do', async () => {
    const outcomes = outcomesOf(executor, exampleJobs(2));
    await setTimeout(1000);
    expect(said).toEqual([`waiting for a worker: start \`seatrial worker ${server.url}\``]);
    await startWorker();
    expect((await outcomes).every(({ ok }) => ok)).toBe(true);
    expect(said).toHaveLength(1);
  });

  it('does not mix versions', async () => {
    server.ask('hset', workersKey(defaultQueue), '0.0.1', String(Date.now()), '0.0.2', String(Date.now() - 1e6));
    const outcomes = outcomesOf(executor, exampleJobs(1));
    await setTimeout(1000);
    expect(said).toEqual([expect.stringContaining('(the workers there are of version 0.0.1, this is')]);
    await Promise.all([expect(outcomes).rejects.toThrow('are let go'), executor.close()]);
  });

  it('may start anew and forget everything', async () => {
    const jobs = exampleJobs(30);
    await startWorker();
    const restart = async () => {
      await server.stop();
      // Long enough to be noticed.
      await setTimeout(1000);
      await server.start();
    };
    let seen = 0;
    const outcomes = outcomesOf(
      {
        name: '',
        close: async () => undefined,
        run: (some, done) =>
          executor.run(some, (index, outcome) => {
            if (++seen === 5) void restart();
            done(index, outcome);
          }),
      },
      jobs,
    );
    expect(await outcomes).toEqual(await outcomesOf(inProcess, jobs));
    expect(said).toEqual(expect.arrayContaining(['worker: lost', 'worker: there again']));
  });

  it('that is gone for good ends the run', async () => {
    const outcomes = outcomesOf(executor, exampleJobs(2));
    void setTimeout(500).then(() => server.stop());
    await expect(outcomes).rejects.toThrow(/^Redis at 127\.0\.0\.1:\d+ was lost: .* run it again with --resume\.$/);
  });

  it('that is not there is said at once', async () => {
    await server.stop();
    const message = `No Redis at 127.0.0.1:${server.port}: connect ECONNREFUSED 127.0.0.1:${server.port}`;
    await expect(outcomesOf(executor, exampleJobs(1))).rejects.toThrow(message);
    await expect(startWorker()).rejects.toThrow(message);
  });
});
