import { version } from '../../../simulation/version.ts';
import type { Job, JobOutcome } from '../../job.ts';
import { decodeResult, encodeResult } from '../../job-result.ts';
import type { RedisClient } from './bull-mq.ts';

// What those who ask for jobs and those who do them agree on.

/** Where nobody names a queue. */
export const defaultQueue = 'seatrial';

/** Results must come from one release: each has a queue of its own. */
export function queueNameOf(queue: string): string {
  return `${queue}-${version}`;
}

/** A worker that has not been heard of for so long has lost its jobs. Several times the pause that a busy machine may make. */
export const lockMs = 5000;
/** How often workers look for such jobs: these run again after 5 to 9 seconds. */
export const stalledCheckMs = 2000;
/** How often a job is run again after its worker was lost. */
export const mostLosses = 4;

/** A job without its files: many jobs have the same. */
export interface QueuedPayload extends Omit<Job, 'files'> {
  readonly filesKey: string;
}

/** The reason of a failure, when nobody wants the job any more or Redis has lost the files. */
export const filesAreGone = 'the files of the job are gone';

/** An outcome that JSON has words for. */
export type QueuedOutcome = { readonly ok: true; readonly result: string } | (JobOutcome & { readonly ok: false });

export function encodeOutcome(outcome: JobOutcome): QueuedOutcome {
  return outcome.ok ? { ok: true, result: encodeResult(outcome.result) } : outcome;
}

export function decodeOutcome(outcome: QueuedOutcome): JobOutcome {
  return outcome.ok ? { ok: true, result: decodeResult(outcome.result) } : outcome;
}

/** A sign of life that is not renewed for this long is one no more. */
export const signOfLifeSeconds = 60;
export const renewSignMs = 15_000;

/** Workers leave the time when they were last there, by their version. */
export function workersKey(queue: string): string {
  return `seatrial:${queue}:workers`;
}

/** By the server's clock: those of machines differ. */
export async function serverTimeMs(client: RedisClient): Promise<number> {
  const [seconds, microseconds] = await client.time();
  return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
}
