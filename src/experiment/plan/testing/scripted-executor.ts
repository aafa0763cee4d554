import type { Executor } from '../../executor.ts';
import type { Job, JobOutcome } from '../../job.ts';
import type { JobResult } from '../../job-result.ts';

/** What a scripted run is about. */
export interface ScriptedRun {
  /** Of the override that writes it: `…count=4` → 4. */
  readonly value: number;
  /** From 1. */
  readonly replication: number;
  /** Machines that crash. */
  readonly lost: readonly string[];
}

/** Runs nothing: says what the first promise comes to. */
export class ScriptedExecutor implements Executor {
  readonly name = 'scripted';
  readonly runs: ScriptedRun[] = [];
  readonly #valueOf: (run: ScriptedRun) => number;

  constructor(script: (run: ScriptedRun) => number) {
    this.#valueOf = script;
  }

  async run(jobs: readonly Job[], done: (index: number, outcome: JobOutcome) => void): Promise<void> {
    for (const [index, job] of jobs.entries()) {
      const run = runOf(job);
      this.runs.push(run);
      done(index, { ok: true, result: resultOf(job, this.#valueOf(run)) });
    }
  }

  async close(): Promise<void> {}
}

function runOf({ overrides }: Job): ScriptedRun {
  const words = overrides.join('\n');
  return {
    value: Number(/=(\d+)(\/s)?$/m.exec(words)?.[1]),
    replication: Number(/^seed=".*-(\d+)"$/m.exec(words)?.[1] ?? 1),
    lost: [...words.matchAll(/crash: "(.*?)"/g)].map(([, name]) => name ?? ''),
  };
}

function resultOf({ promises }: Job, value: number): JobResult {
  return {
    fingerprint: '',
    values: {},
    observations: {},
    promises: promises.map((text) => ({ text, value, holds: true })),
    warnings: [],
    pressure: { nodes: {}, pendingReasons: [] },
    course: null,
  };
}
