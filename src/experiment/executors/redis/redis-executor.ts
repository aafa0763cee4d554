import { version } from '../../../simulation/version.ts';
import type { Executor } from '../../executor.ts';
import type { Job, JobOutcome } from '../../job.ts';
import { ExecutorError } from '../executor-error.ts';
import { loadBullMq, PatientConnection, type Queue, type QueueEvents, type RedisClient } from './bull-mq.ts';
import { queueNameOf, serverTimeMs, signOfLifeSeconds, workersKey } from './queue-contract.ts';
import { QueuedRun } from './queued-run.ts';
import type { RedisAddress } from './redis-address.ts';
import { PublishedFiles } from './shared-files.ts';

/** How often it is looked whether all that was asked for is still there. */
const checkMs = 5000;
/** How long Redis may be away in the middle of a run. */
const patienceMs = 30_000;
/** Of what the queue leaves when nobody uses it. */
const litterSeconds = 3600;

interface Link {
  readonly queue: Queue;
  readonly events: QueueEvents;
  readonly client: RedisClient;
  readonly files: PublishedFiles;
  readonly connection: PatientConnection;
}

/** On workers (`seatrial worker`) that take jobs from a queue in Redis. */
export class RedisExecutor implements Executor {
  readonly name: string;
  readonly #address: RedisAddress;
  readonly #queueName: string;
  readonly #say: (line: string) => void;
  #link: Link | null = null;
  #run: QueuedRun | null = null;

  /** @param say tells the user, on a line, why nothing happens */
  constructor(address: RedisAddress, queueName: string, say: (line: string) => void) {
    this.#address = address;
    this.#queueName = queueName;
    this.#say = say;
    this.name = `the workers of ${address.place}`;
  }

  /** @throws {ExecutorError} if there is no Redis, or it is lost for too long */
  async run(jobs: readonly Job[], done: (index: number, outcome: JobOutcome) => void): Promise<void> {
    if (jobs.length === 0) return;
    this.#link ??= await this.#connect();
    const { queue, files } = this.#link;
    const run = new QueuedRun(queue, files, jobs, done);
    this.#run = run;
    const timer = setInterval(() => void this.#check(run), checkMs);
    try {
      await run.finished;
    } finally {
      clearInterval(timer);
      this.#run = null;
    }
  }

  async close(): Promise<void> {
    if (this.#link === null) return;
    const { queue, events, client, files } = this.#link;
    this.#link = null;
    files.stop();
    const leave = async () => {
      for (const type of ['meta', 'events', 'id', 'marker', 'stalled-check', 'pc'])
        await client.expire(queue.toKey(type), litterSeconds);
      await Promise.all([queue.close(), events.close()]);
    };
    // A Redis that is gone would keep us waiting.
    await inTime(leave(), checkMs).catch(() => undefined);
    client.disconnect();
  }

  async #connect(): Promise<Link> {
    const { Queue, QueueEvents } = await loadBullMq();
    const connection = new PatientConnection(this.#address);
    const name = queueNameOf(this.#queueName);
    const queue = new Queue(name, { connection: connection.options });
    queue.on('error', (error) => connection.hear(error));
    await connection.ready([queue], this.#address);
    const client = await queue.client;
    for (const type of ['meta', 'events']) await client.persist(queue.toKey(type));
    const events = new QueueEvents(name, {
      connection: connection.options,
      lastEventId: `${await serverTimeMs(client)}-0`,
    });
    events.on('error', (error) => connection.hear(error));
    events.on('completed', ({ jobId, returnvalue }) => this.#run?.completed(jobId, returnvalue));
    events.on('failed', ({ jobId, failedReason }) => this.#run?.failed(jobId, failedReason));
    await connection.ready([events], this.#address);
    return { queue, events, client, files: new PublishedFiles(client), connection };
  }

  /** Looks after a run: are its jobs still there, is anybody working on them, is Redis itself there? */
  async #check(run: QueuedRun): Promise<void> {
    if (run.isChecking) return;
    const { queue, client, connection } = this.#link!;
    const look = async () => {
      const idle = await run.check();
      if (idle && (await queue.getWorkersCount()) === 0)
        this.#sayWaiting(run, await otherVersions(client, this.#queueName));
    };
    try {
      await inTime(look(), patienceMs);
    } catch (error) {
      const isLost = error instanceof TooLate;
      run.fail(isLost ? this.#lost(connection.reason) : error);
    }
  }

  #sayWaiting(run: QueuedRun, others: readonly string[]): void {
    if (run.saidWaiting) return;
    run.saidWaiting = true;
    const queue = this.#queueName === 'seatrial' ? '' : ` --queue ${this.#queueName}`;
    const hint =
      others.length === 0 ? '' : ` (the workers there are of version ${others.join(', ')}, this is ${version})`;
    this.#say(`waiting for a worker: start \`seatrial worker ${this.#address.shownUrl}${queue}\`${hint}`);
  }

  #lost(reason: string): ExecutorError {
    const { place } = this.#address;
    return new ExecutorError(
      `Redis at ${place} was lost: ${reason}. What is done is kept: run it again with --resume.`,
    );
  }
}

async function otherVersions(client: RedisClient, queue: string): Promise<string[]> {
  const now = await serverTimeMs(client);
  const seen = Object.entries(await client.hgetall(workersKey(queue)));
  return seen
    .filter(([its, timeMs]) => its !== version && now - Number(timeMs) < signOfLifeSeconds * 1000)
    .map(([its]) => its)
    .sort((a, b) => (a < b ? -1 : 1));
}

class TooLate extends Error {}

async function inTime<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate()), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
