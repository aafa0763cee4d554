import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import type { Executor } from '../executor.ts';
import type { Job, JobOutcome } from '../job.ts';

/** A thread is of the language that this file is in, built or not. */
const extension = extname(import.meta.url);

/** How often a job is begun whose thread dies of it: another job's memory may have been the reason. */
const attempts = 3;

/** On threads of this process. They start when there is work for them, and stay until it is closed. */
export class Threads implements Executor {
  readonly name: string;
  readonly #most: number;
  readonly #program: URL;
  #pool: Pool | null = null;

  /**
   * @param count threads at most; by default as many as the machine has cores for this process
   * @param program what they run: its default export is a function as `runJob` is
   */
  constructor(count: number = availableParallelism(), program: URL = new URL(`./thread${extension}`, import.meta.url)) {
    this.#most = count;
    this.#program = program;
    this.name = count === 1 ? '1 thread' : `${count} threads`;
  }

  /** May be called again before it has ended: all calls share the threads. */
  async run(jobs: readonly Job[], done: (index: number, outcome: JobOutcome) => void): Promise<void> {
    this.#pool ??= startPool(this.#most, this.#program);
    const { piscina, broken } = this.#pool;
    // A thread has one job at a time and the others wait as they are, not copied: ten thousand jobs share their files.
    let next = 0;
    const lane = async () => {
      while (next < jobs.length) {
        const index = next++;
        done(index, await runOne(piscina, jobs[index]!));
      }
    };
    try {
      await Promise.race([Promise.all(Array.from({ length: Math.min(this.#most, jobs.length) }, lane)), broken]);
    } finally {
      next = jobs.length;
    }
  }

  async close(): Promise<void> {
    await this.#pool?.piscina.destroy();
    this.#pool = null;
  }
}

interface Pool {
  readonly piscina: Piscina<Job, JobOutcome>;
  /** Rejects when no thread can be started. */
  readonly broken: Promise<never>;
}

async function runOne(piscina: Pool['piscina'], job: Job): Promise<JobOutcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await piscina.run(job);
    } catch (error) {
      // `runJob` never throws: it is the thread that is gone. The pool starts another one.
      if (attempt === attempts) return deadThread(error);
    }
  }
}

function deadThread(error: unknown): JobOutcome {
  const message = `its thread died ${attempts} times: ${error instanceof Error ? error.message : error}`;
  return { ok: false, kind: 'fault', message, stack: message };
}

function startPool(most: number, program: URL): Pool {
  const piscina = new Piscina<Job, JobOutcome>({
    filename: program.href,
    minThreads: 0,
    maxThreads: most,
    idleTimeout: Number.POSITIVE_INFINITY,
    ...(extension === '.ts' ? { execArgv: loadTypeScript() } : {}),
  });
  const broken = new Promise<never>((_, reject) => piscina.on('error', reject));
  broken.catch(() => undefined);
  return { piscina, broken };
}

/** Only while Seatrial itself is developed: a thread of a test has no loader for TypeScript. */
function loadTypeScript(): string[] {
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
}
