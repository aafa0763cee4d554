import { parseCommand } from '../docker/parse-command.ts';
import { type CommandResult, runCommand } from '../docker/run-command.ts';
import { firstSubstitution } from './command-substitution.ts';
import type { SimulatedMachine } from './machines.ts';
import { RefusedCommandError } from './refused-command-error.ts';
import type { EventRow } from './run-result.ts';
import type { TimelineAction, TimelineEntry } from './scenario.ts';
import type { World } from './world.ts';

const msPerSecond = 1000;

/**
 * Plays the timeline: each entry is a terminal of its own, whose command takes the time that it takes and delays no
 * other entry. Entries of one instant start in the order in which they are written.
 */
export class Timeline {
  readonly #world: World;
  #refusal: RefusedCommandError | null = null;

  constructor(world: World) {
    this.#world = world;
  }

  /** A command that was refused and not expected to be: the run is to end. */
  get refusal(): RefusedCommandError | null {
    return this.#refusal;
  }

  schedule(entries: readonly TimelineEntry[]): void {
    const { loop } = this.#world;
    for (const entry of entries) loop.call(entry.atMs - loop.nowMs, () => this.#play(entry));
  }

  #play({ action, where }: TimelineEntry): void {
    if (action.kind === 'docker') {
      this.#type(where, action);
      return;
    }
    this.#note(action.kind, action.node);
    const machine = this.#world.machineNamed(action.node);
    if (action.kind === 'crash') machine.crash();
    else machine.restore();
  }

  #type(where: string, action: TimelineAction & { kind: 'docker' }): void {
    const { command } = action;
    const returned = this.#note('command', command);
    const machine = action.on === null ? this.#world.defaultMachine : this.#world.machineNamed(action.on);
    this.#run(command, machine, (result) => {
      returned(result);
      if (result.exitCode === (action.expectExit ?? 0)) return;
      this.#refusal ??= new RefusedCommandError(where, command, result.exitCode, result.stderr);
    });
  }

  /** First what stands in `$(…)`, typed where commands go by default: a manager. */
  #run(command: string, machine: SimulatedMachine, done: (result: CommandResult) => void): void {
    const { loop } = this.#world;
    const inner = firstSubstitution(command);
    if (inner === null) {
      runCommand(parseCommand(command), machine, loop, done);
      return;
    }
    this.#run(inner.command, this.#world.defaultMachine, (result) => {
      if (result.exitCode === 0) this.#run(inner.replace(result.stdout), machine, done);
      else done(result);
    });
  }

  #note(kind: EventRow['kind'], what: string) {
    const { loop, recording } = this.#world;
    return recording.events.add({
      time_s: loop.nowMs / msPerSecond,
      kind,
      what,
      exit_code: null,
      stdout: '',
      stderr: '',
    });
  }
}
