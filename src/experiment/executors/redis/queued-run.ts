import { randomUUID } from 'node:crypto';
import type { Job, JobOutcome } from '../../job.ts';
import type { Queue, QueuedJob } from './bull-mq.ts';
import { decodeOutcome, filesAreGone, mostLosses, type QueuedOutcome, type QueuedPayload } from './queue-contract.ts';
import type { PublishedFiles } from './shared-files.ts';

/** Jobs that are in Redis at the same time: enough for all workers, little for Redis. */
const mostQueued = 500;

interface Outstanding {
  readonly index: number;
  /** Looked for once already, and not found. */
  missed: boolean;
}

/** Jobs on their way through the queue and back. Each is done once, whatever the queue says twice or not at all. */
export class QueuedRun {
  readonly finished: Promise<void>;
  readonly #id = randomUUID();
  readonly #queue: Queue;
  readonly #files: PublishedFiles;
  readonly #jobs: readonly Job[];
  readonly #done: (index: number, outcome: JobOutcome) => void;
  readonly #outstanding = new Map<string, Outstanding>();
  #next = 0;
  #adding = false;
  #hasEnded = false;
  #doneSinceCheck = 0;
  #finish: () => void = () => undefined;
  /** Ends the run. */
  fail: (error: unknown) => void = () => undefined;
  isChecking = false;
  /** Whether the user knows that there is no worker. */
  saidWaiting = false;

  constructor(
    queue: Queue,
    files: PublishedFiles,
    jobs: readonly Job[],
    done: (index: number, outcome: JobOutcome) => void,
  ) {
    this.#queue = queue;
    this.#files = files;
    this.#jobs = jobs;
    this.#done = done;
    this.finished = new Promise((resolve, reject) => {
      this.#finish = resolve;
      this.fail = (error) => {
        this.#hasEnded = true;
        reject(error);
      };
    });
    this.#refill();
  }

  /** Also called for the jobs of others. */
  completed(id: string, returned: unknown): void {
    const found = this.#wanted(id);
    if (found !== undefined) this.#settle(id, found, decodeOutcome(returned as QueuedOutcome));
  }

  failed(id: string, reason: string): void {
    const found = this.#wanted(id);
    if (found === undefined) return;
    if (reason === filesAreGone) this.#again([found.index]);
    else this.#settle(id, found, lostWorkers(reason));
  }

  /**
   * Asks again for jobs that have vanished, as they do when Redis starts anew.
   *
   * @returns whether no job was done since the last time
   */
  async check(): Promise<boolean> {
    this.isChecking = true;
    try {
      const vanished: number[] = [];
      await this.#files.renew();
      for (const [id, found] of [...this.#outstanding]) {
        const isThere = (await this.#queue.getJobState(id)) !== 'unknown';
        // The word that it is done may be on its way: it is missed when it was not there twice.
        if (!isThere && found.missed && this.#outstanding.has(id)) vanished.push(found.index);
        found.missed = !isThere;
      }
      this.#again(vanished);
      const isIdle = this.#doneSinceCheck === 0;
      this.#doneSinceCheck = 0;
      return isIdle;
    } finally {
      this.isChecking = false;
    }
  }

  /** Nobody waits for them any more: those that no worker has begun shall vanish. The run does not end. */
  async abandon(): Promise<void> {
    this.#hasEnded = true;
    const ids = [...this.#outstanding.keys()];
    this.#outstanding.clear();
    await Promise.allSettled(ids.map((id) => this.#queue.remove(id)));
  }

  #wanted(id: string): Outstanding | undefined {
    return this.#hasEnded ? undefined : this.#outstanding.get(id);
  }

  #settle(id: string, { index }: Outstanding, outcome: JobOutcome): void {
    this.#outstanding.delete(id);
    this.#doneSinceCheck += 1;
    try {
      this.#done(index, outcome);
    } catch (error) {
      this.fail(error);
      return;
    }
    if (this.#next === this.#jobs.length && this.#outstanding.size === 0) this.#finish();
    else this.#refill();
  }

  #refill(): void {
    if (this.#adding || this.#hasEnded || this.#outstanding.size > mostQueued / 2) return;
    const from = this.#next;
    this.#next = Math.min(this.#jobs.length, from + mostQueued - this.#outstanding.size);
    if (this.#next === from) return;
    this.#adding = true;
    this.#add(Array.from({ length: this.#next - from }, (_, index) => from + index)).then(() => {
      this.#adding = false;
      this.#refill();
    }, this.fail);
  }

  #again(indexes: readonly number[]): void {
    if (indexes.length > 0) this.#add(indexes).catch(this.fail);
  }

  async #add(indexes: readonly number[]): Promise<void> {
    const queued: QueuedJob[] = [];
    await this.#files.renew();
    for (const index of indexes) {
      const { files, ...job } = this.#jobs[index]!;
      const data: QueuedPayload = { ...job, filesKey: await this.#files.publish(files) };
      // The same name again: should the job not have vanished, it is not there twice.
      const jobId = `${this.#id}-${index}`;
      this.#outstanding.set(jobId, { index, missed: false });
      queued.push({ name: 'run', data, opts: { jobId, removeOnComplete: true, removeOnFail: true } });
    }
    await this.#queue.addBulk(queued);
  }
}

function lostWorkers(reason: string): JobOutcome {
  const message = /stalled/.test(reason) ? `its worker was lost ${mostLosses + 1} times` : reason;
  return { ok: false, kind: 'fault', message, stack: message };
}
