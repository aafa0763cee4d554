import { version } from '../../../simulation/version.ts';
import type { Executor } from '../../executor.ts';
import type { Job, JobOutcome } from '../../job.ts';
import { loadBullMq, PatientConnection } from './bull-mq.ts';
import {
  encodeOutcome,
  filesAreGone,
  lockMs,
  mostLosses,
  type QueuedPayload,
  queueNameOf,
  renewSignMs,
  serverTimeMs,
  signOfLifeSeconds,
  stalledCheckMs,
  workersKey,
} from './queue-contract.ts';
import type { RedisAddress } from './redis-address.ts';
import { FetchedFiles } from './shared-files.ts';

export interface RedisWorkerOptions {
  readonly queue: string;
  /** Where the jobs really run; never this very thread, which must show meanwhile that it is alive. */
  readonly executor: Executor;
  /** Jobs at the same time. */
  readonly concurrency: number;
  /** So many jobs were done. */
  readonly progress: (done: number) => void;
  /** `null` = it is there again. */
  readonly lost: (reason: string | null) => void;
}

export interface RedisWorker {
  /** Ends when the jobs that it has begun are done. */
  close(): Promise<void>;
}

/**
 * Does the jobs of a queue until it is closed. A Redis that goes away is waited for.
 *
 * @throws {ExecutorError} if there is no Redis at first
 */
export async function startRedisWorker(address: RedisAddress, options: RedisWorkerOptions): Promise<RedisWorker> {
  const { Queue, Worker } = await loadBullMq();
  const connection = new PatientConnection(address);
  const queue = new Queue(queueNameOf(options.queue), { connection: connection.options });
  queue.on('error', (error) => connection.hear(error));
  await connection.ready([queue], address);
  const client = await queue.client;
  const files = new FetchedFiles();
  const worker = new Worker(
    queueNameOf(options.queue),
    async ({ data }) => {
      const { filesKey, ...job } = data as QueuedPayload;
      const its = await files.fetch(client, filesKey);
      if (its === null) throw new Error(filesAreGone);
      return encodeOutcome(await runOne(options.executor, { ...job, files: its }));
    },
    {
      connection: connection.options,
      concurrency: options.concurrency,
      lockDuration: lockMs,
      stalledInterval: stalledCheckMs,
      maxStalledCount: mostLosses,
    },
  );
  let isLost = false;
  let done = 0;
  worker.on('completed', () => options.progress(++done));
  worker.on('error', (error) => {
    connection.hear(error);
    if (isLost || !isConnectionError(error)) return;
    isLost = true;
    options.lost(connection.reason);
  });
  worker.on('ready', () => {
    if (isLost) options.lost(null);
    isLost = false;
  });
  await connection.ready([worker], address);
  const showAlive = async () => {
    await client.hset(workersKey(options.queue), { [version]: String(await serverTimeMs(client)) });
    await client.expire(workersKey(options.queue), signOfLifeSeconds);
  };
  await showAlive();
  const timer = setInterval(() => void showAlive().catch(() => undefined), renewSignMs);
  return {
    async close() {
      clearInterval(timer);
      await worker.close();
      await queue.close();
    },
  };
}

async function runOne(executor: Executor, job: Job): Promise<JobOutcome> {
  let only: JobOutcome | undefined;
  await executor.run([job], (_, outcome) => {
    only = outcome;
  });
  if (only === undefined) throw new Error(`${executor.name} lost a job`);
  return only;
}

function isConnectionError(error: Error): boolean {
  return 'syscall' in error || /connection is closed/i.test(error.message);
}
