import type { FileSource } from '../scenario/file-source.ts';
import { InputError } from '../scenario/input-error.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { strategiesOf } from '../scenario/strategies-of.ts';
import { RefusedCommandError } from '../simulation/refused-command-error.ts';
import { simulate } from '../simulation/simulation.ts';
import type { Job, JobOutcome } from './job.ts';
import { promiseOverride } from './job-failure.ts';
import { measure } from './measure.ts';

/**
 * Job → result, the same on any machine: it reads no disk and no clock. It never throws; what goes wrong is an outcome.
 */
export async function runJob(job: Job): Promise<JobOutcome> {
  try {
    const files = carriedFiles(job.files);
    const { scenario } = loadScenario(files, job.path, [...job.overrides, ...promiseOverride(job)]);
    const strategies = await strategiesOf(scenario, files);
    return { ok: true, result: measure(simulate(scenario, { strategies }), job.course) };
  } catch (error) {
    const kind = error instanceof InputError || error instanceof RefusedCommandError ? 'input' : 'fault';
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    return { ok: false, kind, message, stack };
  }
}

/** The files that a job carries. */
export function carriedFiles(files: Job['files']): FileSource {
  return {
    read(path) {
      const text = Object.hasOwn(files, path) ? files[path] : undefined;
      if (text === undefined) throw new Error(`the job does not carry ${path}`);
      return text;
    },
  };
}
