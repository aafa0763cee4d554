import { InputError } from '../scenario/input-error.ts';
import { strategiesOf } from '../scenario/strategies-of.ts';
import { RefusedCommandError } from '../simulation/refused-command-error.ts';
import { Simulation } from '../simulation/simulation.ts';
import type { World } from '../simulation/world.ts';
import type { Job, JobOutcome } from './job.ts';
import { carriedFiles, LoadedScenarios } from './loaded-scenarios.ts';
import { measure } from './measure.ts';

const loadedScenarios = new LoadedScenarios();

function nobodyLooks(): void {}

/**
 * Job → result, the same on any machine: it reads no disk and no clock. It never throws; what goes wrong is an outcome. Whoever
 * `look`s sees the world before anything happens in it.
 */
export async function runJob(job: Job, look: (world: World) => void = nobodyLooks): Promise<JobOutcome> {
  try {
    const scenario = loadedScenarios.load(job);
    const strategies = await strategiesOf(scenario, carriedFiles(job.files));
    const simulation = new Simulation(scenario, { strategies });
    look(simulation.world);
    return { ok: true, result: measure(simulation.finish(), job.course) };
  } catch (error) {
    const kind = error instanceof InputError || error instanceof RefusedCommandError ? 'input' : 'fault';
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    return { ok: false, kind, message, stack };
  }
}
