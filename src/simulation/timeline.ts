import { DockerUsageError } from '../docker/command-line/usage-error.ts';
import { imagesNamed } from '../docker/images-named.ts';
import { type ParsedCommand, parseCommand } from '../docker/parse-command.ts';
import { type CommandResult, runCommand } from '../docker/run-command.ts';
import { askBalancer } from './ask-balancer.ts';
import { firstSubstitution } from './command-substitution.ts';
import type { SimulatedMachine } from './machines.ts';
import { playFault } from './play-fault.ts';
import { RefusedCommandError } from './refused-command-error.ts';
import type { EventRow } from './run-result.ts';
import type { TimelineAction, TimelineEntry } from './scenario.ts';
import type { World } from './world.ts';

/** How long the client tries to reach an engine whose machine is gone. Source: docker/go-connections `sockets`, defaultTimeout. */
const dialTimeoutMs = 10_000;

type Done = (result: CommandResult) => void;

/**
 * Plays the timeline: each entry is a terminal of its own, whose command takes the time that it takes and delays no
 * other entry. Entries of one instant start in the order in which they are written. A command that ends otherwise than
 * its entry expects throws a `RefusedCommandError` out of the event loop.
 */
export class Timeline {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  schedule(entries: readonly TimelineEntry[]): void {
    const { loop } = this.#world;
    for (const entry of entries) loop.call(entry.atMs - loop.nowMs, () => this.#play(entry));
  }

  #play(entry: TimelineEntry): void {
    const { action } = entry;
    const { phases } = this.#world;
    phases.started(entry);
    if (action.kind === 'docker') {
      this.#type(entry.where, action, () => phases.played(entry));
      return;
    }
    if (action.kind === 'haproxy') {
      this.#tellBalancer(entry.where, action);
      phases.played(entry);
      return;
    }
    if (action.kind !== 'crash' && action.kind !== 'restore') {
      playFault(action, this.#world, () => phases.played(entry));
      return;
    }
    this.#note(action.kind, action.node);
    const machine = this.#world.machineNamed(action.node);
    if (action.kind === 'crash') machine.crash();
    else machine.restore();
    phases.played(entry);
  }

  #type(where: string, action: TimelineAction & { kind: 'docker' }, played: () => void): void {
    const { command } = action;
    const expected = action.expectExit ?? 0;
    const returned = this.#note('command', command);
    const machine = action.on === null ? this.#world.defaultMachine : this.#world.machineNamed(action.on);
    this.#run(command, machine, (result) => {
      returned(result);
      played();
      if (result.exitCode !== expected) throw RefusedCommandError.ofCommand(where, command, result, expected);
    });
  }

  /** HAProxy answers at once. */
  #tellBalancer(where: string, action: TimelineAction & { kind: 'haproxy' }): void {
    const { command, on } = action;
    const { loop, traffic } = this.#world;
    const result = { ...askBalancer(command, traffic.balancerNamed(on), loop.nowMs), tookMs: 0 };
    this.#note('command', command)(result);
    const expected = action.expectExit ?? 0;
    if (result.exitCode !== expected) throw RefusedCommandError.ofCommand(where, command, result, expected);
  }

  /** First what stands in `$(…)`, typed where commands go by default: a manager. */
  #run(command: string, machine: SimulatedMachine, done: Done): void {
    const inner = firstSubstitution(command);
    if (inner === null) {
      this.#send(command, machine, done);
      return;
    }
    this.#run(inner.command, this.#world.defaultMachine, (result) => {
      if (result.exitCode === 0) this.#run(inner.replace(result.stdout), machine, done);
      else done(result);
    });
  }

  /** What the client refuses by itself it refuses at once. */
  #send(command: string, machine: SimulatedMachine, done: Done): void {
    const { loop } = this.#world;
    let parsed: ParsedCommand;
    try {
      parsed = parseCommand(command);
      this.#refuseUndeclared(parsed);
    } catch (error) {
      if (!(error instanceof DockerUsageError)) throw error;
      done({ stdout: '', stderr: `${error.message}\n`, exitCode: error.exitCode, tookMs: 0 });
      return;
    }
    if (machine.up) runCommand(parsed, machine, loop, done);
    else loop.call(dialTimeoutMs, () => done(cannotConnect(machine)));
  }

  /** Found before the run, but for names that only a substitution tells. */
  #refuseUndeclared({ form }: ParsedCommand): void {
    for (const image of imagesNamed(form)) {
      if (!this.#world.declares(image)) {
        throw new DockerUsageError(`image ${image}: the scenario does not declare how its containers behave`);
      }
    }
  }

  #note(kind: EventRow['kind'], what: string) {
    const { loop, recording } = this.#world;
    return recording.events.note(loop.nowMs, kind, what);
  }
}

/** Source: docker/cli 28; docker-machine's engines listen on 2376. */
function cannotConnect({ spec }: SimulatedMachine): CommandResult {
  return {
    stdout: '',
    stderr: `Cannot connect to the Docker daemon at tcp://${spec.address}:2376. Is the docker daemon running?\n`,
    exitCode: 1,
    tookMs: dialTimeoutMs,
  };
}
