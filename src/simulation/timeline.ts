import { parseCommand } from '../docker/parse-command.ts';
import { runCommand } from '../docker/run-command.ts';
import { RefusedCommandError } from './refused-command-error.ts';
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
    for (const entry of entries) {
      const { loop } = this.#world;
      loop.call(entry.atMs - loop.nowMs, () => this.#play(entry));
    }
  }

  #play(entry: TimelineEntry): void {
    const { action } = entry;
    if (action.kind === 'docker') {
      this.#type(entry.where, action);
      return;
    }
    const machine = this.#world.machineNamed(action.node);
    this.#world.recording.events.add({
      time_s: this.#world.loop.nowMs / msPerSecond,
      kind: action.kind,
      what: action.node,
      exit_code: null,
      stdout: '',
      stderr: '',
    });
    if (action.kind === 'crash') machine.crash();
    else machine.restore();
  }

  #type(where: string, action: TimelineAction & { kind: 'docker' }): void {
    const { loop, recording } = this.#world;
    const machine = action.on === null ? this.#world.defaultMachine : this.#world.machineNamed(action.on);
    const finished = recording.events.add({
      time_s: loop.nowMs / msPerSecond,
      kind: 'command',
      what: action.command,
      exit_code: null,
      stdout: '',
      stderr: '',
    });
    runCommand(parseCommand(action.command), machine, loop, (result) => {
      finished(result);
      if (result.exitCode === (action.expectExit ?? 0)) return;
      this.#refusal ??= new RefusedCommandError(where, action.command, result.exitCode, result.stderr);
    });
  }
}
