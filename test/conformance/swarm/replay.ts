import { type CommandTimings, measuredTimings } from '../../../src/docker/command-timings.ts';
import type { Terminal } from '../../../src/docker/run/terminal.ts';
import { Simulation } from '../../../src/simulation/simulation.ts';
import { typeCommand } from '../../../src/simulation/type-command.ts';
import { playAction } from './actions.ts';
import { containerTimesOf } from './container-times.ts';
import type { History, Transcript } from './history.ts';
import { HistoryRecorder } from './history-recorder.ts';
import { typedHere } from './recorded-container.ts';
import { filesAtStep } from './recorded-files.ts';
import { leadMs, machinesThatJoin, recordedScenario } from './recorded-scenario.ts';
import { recordedTimes } from './recorded-times.ts';
import { looksOf, type RecordedStep, type Recording } from './recording.ts';
import { putStandingTasks } from './standing-tasks.ts';
import { causeOf, noiseFactor, toleranceMs } from './tolerance.ts';
import { unrecordedRemovals } from './unrecorded-removals.ts';

/** The recordings blank the secret part of tokens. */
const blankToken = '--token …';

/** Plays the recording's steps at their times on a simulated cluster of the same machines, until `endMs` of its clock. */
export function replay(recording: Recording, seed: number, endMs: number): History {
  const scenario = recordedScenario(recording, seed, endMs);
  const simulation = new Simulation(scenario, {
    containerTimes: recordedTimes(recording),
  });
  const { world } = simulation;
  const later = new Set(machinesThatJoin(recording));
  const { swarm, tokens } = world.formSwarm(world.machines.filter(({ spec }) => !later.has(spec.name)));
  // The recorded engines ran with --bridge=none.
  for (const { localNetworks } of world.machines) localNetworks.remove(localNetworks.find('bridge')?.id ?? '');
  const recorder = new HistoryRecorder((nodeId) => world.directory.nameOf(nodeId));
  swarm.watch((change, nowMs) => recorder.changed(change, nowMs - leadMs));
  putStandingTasks(recording, swarm);
  const looks = looksOf(recording);
  const stepResults: (Transcript | null)[] = recording.steps.map(() => null);
  const lookResults: Transcript[][] = looks.map(() => []);
  const terminal = new OneTerminal();
  const play = (step: RecordedStep, keep: (transcript: Transcript) => void, back: () => void = () => {}) => {
    if (step.action !== undefined) playAction(step.action, world);
    if (step.command === undefined) {
      back();
      return;
    }
    const { command, tookMs = 0 } = step;
    Object.assign(scenario.composeFiles, filesAtStep(recording, step));
    const here = typedHere(step, recording, world);
    const line = here?.line ?? command.replace(blankToken, `--token ${tokens.of('worker')}`);
    const machine = here?.machine ?? (step.on === undefined ? world.defaultMachine : world.machineNamed(step.on));
    const keepResult = (result: Omit<Transcript, 'command'>) => {
      keep({ command, ...result });
      back();
    };
    const interrupt = (screen: Terminal) => {
      world.loop.call(tookMs, () => keepResult({ ...shown(screen), exitCode: null, tookMs }));
    };
    if (step.exitCode === null) typeCommand(world, line, machine, () => {}, { begun: interrupt });
    else typeCommand(world, line, machine, keepResult, {}, timingsOf(step));
  };
  const schedule = (atMs: number, action: () => void) => world.loop.call(leadMs + atMs, action);
  for (const removal of unrecordedRemovals(recording)) schedule(removal.atMs, () => play(removal, () => {}));
  recording.steps.forEach((step, index) => {
    const keep = (transcript: Transcript) => {
      stepResults[index] = transcript;
    };
    schedule(step.atMs, () => terminal.enter((back) => play(step, keep, back)));
  });
  looks.forEach((look, index) => {
    const keep = (transcript: Transcript) => lookResults[index]!.push(transcript);
    for (const atMs of instantsAround(recording, look)) schedule(atMs, () => play(look, keep));
  });
  simulation.advanceTo(leadMs + endMs);
  return { tasks: recorder.tasks, updates: recorder.updates, steps: stepResults, looks: lookResults };
}

/** How long the client and a busy manager took, where the command does nothing else. */
function timingsOf({ command = '', tookMs = 0 }: RecordedStep): CommandTimings {
  const { requestMs, replyMs } = measuredTimings;
  const detached = / (-d|--detach|rm|update --label|update --availability) /.test(command);
  return { ...measuredTimings, requestMs: detached ? Math.max(requestMs, tookMs - replyMs) : requestMs };
}

/** All steps were typed in one terminal: the next one when the prompt was back. */
class OneTerminal {
  readonly #waiting: ((back: () => void) => void)[] = [];
  #busy = false;

  enter(command: (back: () => void) => void): void {
    this.#waiting.push(command);
    if (!this.#busy) this.#next();
  }

  #next(): void {
    const command = this.#waiting.shift();
    this.#busy = command !== undefined;
    command?.(() => this.#next());
  }
}

/** What is on the screen when the user gives up; the recorder's own remark stands in for the client's farewell. */
function shown({ stdout }: Terminal): { stdout: string; stderr: string } {
  return { stdout, stderr: '' };
}

/** A state may change as much earlier or later as times may differ, and a look may show either. */
function instantsAround(recording: Recording, { atMs, command }: { atMs: number; command: string }): number[] {
  const service = recording.tasks.find((task) => command.split(' ').includes(task.service))?.service;
  const { noisy } = containerTimesOf(recording);
  const slackMs = toleranceMs(atMs - causeOf(recording, service ?? null, atMs)) * (noisy ? noiseFactor : 1);
  return [0, -0.25, 0.25, -0.5, 0.5, -0.75, 0.75, -1, 1].map((share) => atMs + share * slackMs);
}
