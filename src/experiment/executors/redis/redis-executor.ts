import { version } from '../../../simulation/version.ts';
import type { Executor } from '../../executor.ts';
import type { Job, JobOutcome } from '../../job.ts';
import { ExecutorError } from '../executor-error.ts';
import { loadBullMq, PatientConnection, type Queue, type QueueEvents, type RedisClient } from './bull-mq.ts';
import { defaultQueue, queueNameOf, serverTimeMs, signOfLifeSeconds, workersKey } from './queue-contract.ts';
import { QueuedRun } from './queued-run.ts';
import type { RedisAddress } from './redis-address.ts';
import { PublishedFiles } from './shared-files.ts';

export interface Patience {
  /** How often it is looked whether all that was asked for is still there. */
  readonly checkMs: number;
  /** How long Redis may be away in the middle of a run. */
  readonly lostMs: number;
}

const usualPatience: Patience = { checkMs: 5000, lostMs: 30_000 };
/** How long the user waits for good manners after Ctrl-C, or when Redis is gone. */
const leaveMs = 1000;
/** Of what BullMQ would leave there for ever: as long as somebody looks, it is not litter. */
const litterSeconds = 3600;
const left = ['meta', 'events', 'id', 'marker'] as const;

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
  readonly #patience: Patience;
  #link: Link | null = null;
  readonly #runs = new Set<QueuedRun>();

  /** @param say tells the user, on a line, why nothing happens */
  constructor(
    address: RedisAddress,
    queueName: string,
    say: (line: string) => void,
    patience: Patience = usualPatience,
  ) {
    this.#address = address;
    this.#queueName = queueName;
    this.#say = say;
    this.#patience = patience;
    this.name = `the workers of ${address.place}`;
  }

  /** @throws {ExecutorError} if there is no Redis, or it is lost for too long */
  async run(jobs: readonly Job[], done: (index: number, outcome: JobOutcome) => void): Promise<void> {
    if (jobs.length === 0) return;
    this.#link ??= await this.#connect();
    const link = this.#link;
    const run = new QueuedRun(link.queue, link.files, jobs, done);
    this.#runs.add(run);
    const timer = setInterval(() => void this.#check(run, link), this.#patience.checkMs);
    const forget = beforeInterrupt(() => inTime(run.abandon(), leaveMs));
    try {
      await run.finished;
    } finally {
      clearInterval(timer);
      forget();
      this.#runs.delete(run);
      // Nothing is left if all went well.
      await inTime(run.abandon(), leaveMs).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    if (this.#link === null) return;
    const { queue, events, client, files, connection } = this.#link;
    this.#link = null;
    for (const run of this.#runs) run.fail(new Error(`${this.name} are let go`));
    files.stop();
    connection.giveUp();
    await inTime(expire(queue, client), leaveMs).catch(() => undefined);
    await inTime(Promise.all([queue.close(), events.close()]), leaveMs).catch(() => undefined);
  }

  async #connect(): Promise<Link> {
    const { Queue, QueueEvents } = await loadBullMq();
    const connection = new PatientConnection(this.#address);
    const name = queueNameOf(this.#queueName);
    const queue = new Queue(name, { connection: connection.options });
    queue.on('error', (error) => connection.hear(error));
    await connection.ready([queue], this.#address);
    const client = await queue.client;
    const events = new QueueEvents(name, {
      connection: connection.options,
      lastEventId: `${await serverTimeMs(client)}-0`,
    });
    events.on('error', (error) => connection.hear(error));
    events.on('completed', ({ jobId, returnvalue }) => {
      for (const run of this.#runs) run.completed(jobId, returnvalue);
    });
    events.on('failed', ({ jobId, failedReason }) => {
      for (const run of this.#runs) run.failed(jobId, failedReason);
    });
    await connection.ready([events], this.#address);
    return { queue, events, client, files: new PublishedFiles(client), connection };
  }

  /** Looks after a run: are its jobs still there, is anybody working on them, is Redis itself there? */
  async #check(run: QueuedRun, { queue, client, connection }: Link): Promise<void> {
    if (run.isChecking) return;
    const look = async () => {
      const idle = await run.check();
      await expire(queue, client);
      if (idle && (await queue.getWorkersCount()) === 0)
        this.#sayWaiting(run, await otherVersions(client, this.#queueName));
    };
    try {
      await inTime(look(), this.#patience.lostMs);
    } catch (error) {
      const isLost = error instanceof TooLate;
      run.fail(isLost ? this.#lost(connection.reason) : error);
    }
  }

  #sayWaiting(run: QueuedRun, others: readonly string[]): void {
    if (run.saidWaiting) return;
    run.saidWaiting = true;
    const queue = this.#queueName === defaultQueue ? '' : ` --queue ${this.#queueName}`;
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

async function expire(queue: Queue, client: RedisClient): Promise<void> {
  await Promise.all(left.map((type) => client.expire(queue.toKey(type), litterSeconds)));
}

async function otherVersions(client: RedisClient, queue: string): Promise<string[]> {
  const now = await serverTimeMs(client);
  const seen = Object.entries(await client.hgetall(workersKey(queue)));
  return seen
    .filter(([its, timeMs]) => its !== version && now - Number(timeMs) < signOfLifeSeconds * 1000)
    .map(([its]) => its)
    .sort((a, b) => (a < b ? -1 : 1));
}

/** The process ends by the signal that it got, but only after the clean-up. */
function beforeInterrupt(cleanup: () => Promise<void>): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const forget = () => {
    for (const signal of signals) process.off(signal, hear);
  };
  const hear = (signal: NodeJS.Signals) => {
    forget();
    const end = () => process.kill(process.pid, signal);
    cleanup().then(end, end);
  };
  for (const signal of signals) process.on(signal, hear);
  return forget;
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
