import { availableParallelism } from 'node:os';
import type { Argv } from 'yargs';
import { version } from '../../simulation/version.ts';
import { queueFlag, queueName, redisAddress, threadCount, threadsFlag } from '../executor-flags.ts';
import { ExitCode } from '../exit-code.ts';
import type { Streams } from '../streams.ts';

export interface WorkerOptions {
  readonly redis: string;
  readonly threads?: string;
  readonly queue: string;
}

export const workerFlags = { threads: threadsFlag, queue: queueFlag } as const;

export function describeWorker(yargs: Argv): Argv<WorkerOptions> {
  return yargs
    .positional('redis', { type: 'string', describe: 'redis://HOST[:PORT][/DATABASE], rediss:// over TLS' })
    .options(workerFlags)
    .example(
      '$0 worker redis://10.0.0.5',
      'Run what others ask for with --executor redis://10.0.0.5',
    ) as unknown as Argv<WorkerOptions>;
}

/** Works until it is told to end (SIGTERM, Ctrl-C); what it has begun it brings to its end, unless it is told twice. */
export async function worker(options: WorkerOptions, streams: Streams): Promise<ExitCode> {
  const address = redisAddress(options.redis);
  const concurrency = threadCount(options.threads) ?? availableParallelism();
  const queue = queueName(options.queue);
  const { Threads } = await import('../../experiment/executors/threads.ts');
  const { startRedisWorker } = await import('../../experiment/executors/redis/redis-worker.ts');
  const executor = new Threads(concurrency);
  const told = untilTold();
  let done = 0;
  try {
    const running = await startRedisWorker(address, {
      queue,
      executor,
      concurrency,
      progress: (jobs) => {
        done = jobs;
        if (streams.errIsTerminal) streams.err(`\r${runs(done)}`);
      },
      lost: (reason) =>
        streams.err(
          reason === null ? `Redis is there again\n` : `Redis at ${address.place} is lost: ${reason}; waiting\n`,
        ),
    });
    streams.err(`worker of Seatrial ${version}: ${executor.name}, jobs of ${address.place}; Ctrl-C ends it\n`);
    const signal = await told;
    streams.err(`${streams.errIsTerminal ? '\r' : ''}${signal}: finishing what is begun\n`);
    await running.close();
  } finally {
    await executor.close();
  }
  streams.err(`${runs(done)}\n`);
  return ExitCode.fine;
}

function runs(done: number): string {
  return `${done} ${done === 1 ? 'run' : 'runs'} done`;
}

/** The second time it is not heard: the process ends at once. */
function untilTold(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM'] as const;
    const hear = (signal: NodeJS.Signals) => {
      for (const each of signals) process.off(each, hear);
      resolve(signal);
    };
    for (const each of signals) process.on(each, hear);
  });
}
