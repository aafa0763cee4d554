import type { CommandResult, CommandWatch } from '../docker/run-command.ts';
import { askBalancer } from './ask-balancer.ts';
import { playFault } from './play-fault.ts';
import { RefusedCommandError } from './refused-command-error.ts';
import type { EventRow } from './run-result.ts';
import type { TimelineAction, TimelineEntry } from './scenario.ts';
import { typeCommand } from './type-command.ts';
import type { World } from './world.ts';

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
    let terminal: { readonly exitCode: number } = { exitCode: 0 };
    let accepted = false;
    const watch: CommandWatch = {
      begun: (begun) => {
        terminal = begun;
      },
      answered: () => {
        accepted = terminal.exitCode === 0;
        played();
      },
    };
    const done = (result: CommandResult) => {
      returned(result);
      played();
      // What the engine has taken and what then went wrong is no refusal, but what the scenario is about.
      if (accepted && action.expectExit === null) return;
      if (result.exitCode !== expected) throw RefusedCommandError.ofCommand(where, command, result, expected);
    };
    typeCommand(this.#world, command, machine, done, watch);
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

  #note(kind: EventRow['kind'], what: string) {
    const { loop, recording } = this.#world;
    return recording.events.note(loop.nowMs, kind, what);
  }
}
