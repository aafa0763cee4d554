import type { CommandResult } from '../../../src/docker/run-command.ts';
import type { Terminal } from '../../../src/docker/run/terminal.ts';
import { Simulation } from '../../../src/simulation/simulation.ts';
import { typeCommand } from '../../../src/simulation/type-command.ts';
import type { World } from '../../../src/simulation/world.ts';
import { playAction } from './actions.ts';
import type { History, Transcript } from './history.ts';
import { HistoryRecorder } from './history-recorder.ts';
import { leadMs, machinesThatJoin, recordedScenario } from './recorded-scenario.ts';
import { looksOf, type RecordedStep, type Recording } from './recording.ts';
import { putStandingTasks } from './standing-tasks.ts';
import { unrecordedRemovals } from './unrecorded-removals.ts';

/** The recordings blank the secret part of tokens. */
const blankToken = '--token …';

/** Plays the recording's steps at their times on a simulated cluster of the same machines, until `endMs` of its clock. */
export function replay(recording: Recording, seed: number, endMs: number): History {
  const simulation = new Simulation(recordedScenario(recording, seed, endMs));
  const { world } = simulation;
  const later = new Set(machinesThatJoin(recording));
  const { swarm, tokens } = world.formSwarm(world.machines.filter(({ spec }) => !later.has(spec.name)));
  const recorder = new HistoryRecorder((nodeId) => world.directory.nameOf(nodeId));
  swarm.watch((change, nowMs) => recorder.changed(change, nowMs - leadMs));
  putStandingTasks(recording, swarm);
  const looks = looksOf(recording);
  const stepResults: (Transcript | null)[] = recording.steps.map(() => null);
  const lookResults: (Transcript | null)[] = looks.map(() => null);
  const play = (step: RecordedStep, keep: (transcript: Transcript) => void) => {
    world.loop.call(leadMs + step.atMs, () => {
      if (step.action !== undefined) playAction(step.action, world);
      if (step.command === undefined) return;
      const { command } = step;
      const token = tokens.of('worker');
      const machine = step.on === undefined ? world.defaultMachine : world.machineNamed(step.on);
      const keepResult = (result: CommandResult) => keep({ command, ...result });
      const interrupt = (terminal: Terminal) => {
        const { tookMs = 0 } = step;
        world.loop.call(tookMs, () => keep({ command, tookMs, ...shown(terminal), exitCode: null }));
      };
      typeCommand(
        world,
        command.replace(blankToken, `--token ${token}`),
        machine,
        step.exitCode === null ? () => {} : keepResult,
        step.exitCode === null ? { begun: interrupt } : {},
      );
    });
  };
  for (const removal of unrecordedRemovals(recording)) play(removal, () => {});
  recording.steps.forEach((step, index) => {
    play(step, (transcript) => {
      stepResults[index] = transcript;
    });
  });
  looks.forEach((look, index) => {
    play(look, (transcript) => {
      lookResults[index] = transcript;
    });
  });
  simulation.advanceTo(leadMs + endMs);
  return { tasks: recorder.tasks, updates: recorder.updates, steps: stepResults, looks: lookResults };
}

/** What is on the screen when the user gives up; the recorder's own remark stands in for the client's farewell. */
function shown({ stdout }: Terminal): { stdout: string; stderr: string } {
  return { stdout, stderr: '' };
}
