import { InputError } from '../scenario/input-error.ts';
import { strategiesOf } from '../scenario/strategies-of.ts';
import { RefusedCommandError } from '../simulation/refused-command-error.ts';
import { simulate } from '../simulation/simulation.ts';
import type { Job, JobOutcome } from './job.ts';
import { carriedFiles, LoadedScenarios } from './loaded-scenarios.ts';
import { measure } from './measure.ts';

const loadedScenarios = new LoadedScenarios();

/**
 * Job → result, the same on any machine: it reads no disk and no clock. It never throws; what goes wrong is an outcome.
 */
export async function runJob(job: Job): Promise<JobOutcome> {
  try {
    const scenario = loadedScenarios.load(job);
    const strategies = await strategiesOf(scenario, carriedFiles(job.files));
    return { ok: true, result: measure(simulate(scenario, { strategies }), job.course) };
  } catch (error) {
    const kind = error instanceof InputError || error instanceof RefusedCommandError ? 'input' : 'fault';
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    return { ok: false, kind, message, stack };
  }
}
