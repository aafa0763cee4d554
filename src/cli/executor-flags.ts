import type { Executor } from '../experiment/executor.ts';
import { inProcess } from '../experiment/executors/in-process.ts';
import { defaultQueue } from '../experiment/executors/redis/queue-contract.ts';
import { type RedisAddress, readRedisAddress } from '../experiment/executors/redis/redis-address.ts';
import type { Streams } from './streams.ts';
import { UsageError } from './usage-error.ts';

export interface ExecutorOptions {
  readonly executor: string;
  readonly threads?: string;
  readonly queue: string;
}

export const queueFlag = {
  type: 'string',
  requiresArg: true,
  default: defaultQueue,
  describe: 'Name of the queue in Redis: who asks and who works must name the same',
} as const;

export const threadsFlag = {
  type: 'string',
  requiresArg: true,
  describe: 'How many runs at the same time (default: one for each core)',
} as const;

export const executorFlags = {
  executor: {
    type: 'string',
    requiresArg: true,
    default: 'threads',
    describe: 'Where to run: threads (of this machine), here (one after the other) or redis://HOST (its workers)',
  },
  threads: threadsFlag,
  queue: queueFlag,
} as const;

/** What runs the jobs; to be closed. Its libraries are loaded only now: other commands do not wait for them. */
export async function executorFor(
  { executor, threads, queue }: ExecutorOptions,
  streams: Pick<Streams, 'err' | 'errIsTerminal'>,
): Promise<Executor> {
  if (threads !== undefined && executor !== 'threads')
    throw new UsageError(`--threads is for --executor threads; found --executor ${executor}`);
  if (executor === 'here') return inProcess;
  if (executor === 'threads') {
    const { Threads } = await import('../experiment/executors/threads.ts');
    return new Threads(threadCount(threads));
  }
  if (!/^rediss?:/.test(executor))
    throw new UsageError(`--executor takes threads, here or redis://HOST; found "${executor}"`);
  const address = redisAddress(executor);
  const { RedisExecutor } = await import('../experiment/executors/redis/redis-executor.ts');
  // On a terminal the progress bar is in the way: its line is cleared, and drawn again below.
  const clear = streams.errIsTerminal ? '\r\u001b[K' : '';
  return new RedisExecutor(address, queueName(queue), (line) => streams.err(`${clear}${line}\n`));
}

/** @throws {UsageError} if it is none */
export function redisAddress(words: string): RedisAddress {
  const address = readRedisAddress(words);
  if (address !== null) return address;
  throw new UsageError(`an address of Redis is redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE]; found "${words}"`);
}

export function queueName(words: string): string {
  if (/^[\w.-]{1,100}$/.test(words)) return words;
  throw new UsageError(`--queue takes letters, digits, ".", "_" and "-"; found "${words}"`);
}

const mostThreads = 1024;

/** `undefined` = one for each core. */
export function threadCount(words: string | undefined): number | undefined {
  if (words === undefined) return undefined;
  if (/^[1-9]\d*$/.test(words) && Number(words) <= mostThreads) return Number(words);
  throw new UsageError(`--threads takes a whole number from 1 to ${mostThreads}; found "${words}"`);
}
