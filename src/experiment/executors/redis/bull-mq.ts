import { ExecutorError } from '../executor-error.ts';
import type { RedisAddress } from './redis-address.ts';

/** What Seatrial uses of the package `bullmq`, which is there only if the user has installed it. */
export interface BullMq {
  readonly Queue: new (name: string, options: QueueOptions) => Queue;
  readonly QueueEvents: new (name: string, options: QueueEventsOptions) => QueueEvents;
  readonly Worker: new (
    name: string,
    process: (job: { readonly data: unknown }) => Promise<unknown>,
    options: WorkerOptions,
  ) => Worker;
}

interface Connected {
  /** Rejects if the connection was given up before it was there. */
  waitUntilReady(): Promise<unknown>;
  /** Errors of the connection. Without a listener they end the process. */
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

export interface Queue extends Connected {
  readonly client: Promise<RedisClient>;
  addBulk(jobs: readonly QueuedJob[]): Promise<unknown>;
  /** `unknown` = there is no such job. */
  getJobState(id: string): Promise<string>;
  /** Workers of this queue. */
  getWorkersCount(): Promise<number>;
  remove(id: string): Promise<number>;
  toKey(type: string): string;
}

export interface QueueEvents extends Omit<Connected, 'on'> {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'completed', listener: (event: { readonly jobId: string; readonly returnvalue: unknown }) => void): unknown;
  on(event: 'failed', listener: (event: { readonly jobId: string; readonly failedReason: string }) => void): unknown;
}

export interface Worker extends Connected {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'ready' | 'completed', listener: () => void): unknown;
}

/** Redis itself. */
export interface RedisClient {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, unit: 'EX', seconds: number): Promise<unknown>;
  /** 0 = there is no such key. */
  expire(key: string, seconds: number): Promise<number>;
  exists(key: string): Promise<number>;
  hset(key: string, fields: Readonly<Record<string, string>>): Promise<number>;
  hgetall(key: string): Promise<Record<string, string>>;
  /** Seconds and microseconds of the server's clock. */
  time(): Promise<readonly [string | number, string | number]>;
}

export interface Connection {
  readonly url: string;
  readonly connectTimeout: number;
  readonly maxRetriesPerRequest: null;
  /** ms until the next attempt; `null` = give up. */
  readonly retryStrategy: (attempts: number) => number | null;
}

interface QueueOptions {
  readonly connection: Connection;
}

interface QueueEventsOptions extends QueueOptions {
  readonly lastEventId: string;
}

interface WorkerOptions extends QueueOptions {
  readonly concurrency: number;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
}

export interface QueuedJob {
  readonly name: string;
  readonly data: unknown;
  readonly opts: { readonly jobId: string; readonly removeOnComplete: true; readonly removeOnFail: true };
}

/**
 * @param packageName not a literal in the import: neither compiler nor bundler shall look for it
 * @throws {ExecutorError} if it is not installed
 */
export async function loadBullMq(packageName = 'bullmq'): Promise<BullMq> {
  try {
    return (await import(packageName)) as BullMq;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new ExecutorError(
      'Redis needs the package bullmq, which is not there. Install it where Seatrial is: npm install bullmq@5 (with --global if Seatrial was).',
    );
  }
}

/** How long a server may take to answer to a connection. */
const connectTimeoutMs = 5000;
const retryMs = 500;

/** Gives up at once if there is no connection at first, and never later. */
export class PatientConnection {
  readonly options: Connection;
  #wasThere = false;
  /** The last thing that went wrong. */
  reason = 'no answer';

  constructor({ url }: RedisAddress) {
    this.options = {
      url,
      connectTimeout: connectTimeoutMs,
      maxRetriesPerRequest: null,
      retryStrategy: () => (this.#wasThere ? retryMs : null),
    };
  }

  /** No more attempts: nobody waits. */
  giveUp(): void {
    this.#wasThere = false;
  }

  /** Listens to what goes wrong. */
  hear(error: Error): void {
    this.reason = reasonOf(error);
  }

  /** @throws {ExecutorError} if there is no Redis */
  async ready(
    connected: readonly Pick<Connected, 'waitUntilReady' | 'close'>[],
    { place }: RedisAddress,
  ): Promise<void> {
    try {
      await Promise.all(connected.map((one) => one.waitUntilReady()));
      this.#wasThere = true;
    } catch (error) {
      await Promise.allSettled(connected.map((one) => one.close()));
      throw new ExecutorError(`No Redis at ${place}: ${reasonOf(error)}`);
    }
  }
}

function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  // An error of several attempts (IPv6, IPv4) has no message.
  return message === '' ? (code ?? 'no answer') : message;
}
