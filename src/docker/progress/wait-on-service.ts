import type { EventLoop } from '../../kernel/event-loop.ts';
import type { ControlApi } from '../../swarm/control-api.ts';
import { defaultMonitorMs } from '../../swarm/objects/defaults.ts';
import type { Service } from '../../swarm/objects/service.ts';
import { isTaskDirty } from '../../swarm/orchestrator/task-dirty.ts';
import { CommandFailure } from '../command-failure.ts';
import { GlobalProgress } from './global-progress.ts';
import { GlobalJobProgress, ReplicatedJobProgress } from './job-progress.ts';
import type { ProgressDisplay } from './progress-view.ts';
import { ReplicatedProgress } from './replicated-progress.ts';

/** The client's pause of 200 ms and three requests. Measured: 24 polls in the 5 s of a verification. */
const pollMs = 208;
const msPerSecond = 1_000;

export interface WaitOptions {
  readonly control: ControlApi;
  readonly loop: EventLoop;
  /** Calls back when the managers can be asked (`null`), or with their refusal. */
  ask(then: (refusal: unknown) => void): void;
  /** A line for the screen. */
  print(line: string): void;
  /** The service has converged and stayed so (`null`), or what ended the wait. */
  done(error: unknown): void;
}

/**
 * Waits as the client does that was not told to detach: until all tasks run and have run for the monitor time of updates
 * (5 s), or the update has ended badly. Source: docker/cli 28 `cli/command/service/progress/progress.go` ServiceProgress.
 *
 * @param name - the service as the command names it
 */
export function waitOnService(name: string, options: WaitOptions): void {
  const wait = new Wait(name, options);
  wait.poll();
}

class Wait {
  readonly #name: string;
  readonly #options: WaitOptions;
  #display: ProgressDisplay | null = null;
  #convergedAtMs: number | null = null;
  #converged = false;
  #monitorMs = defaultMonitorMs;
  #rollback = false;
  /** Printed at the very end. */
  #message = '';

  constructor(name: string, options: WaitOptions) {
    this.#name = name;
    this.#options = options;
  }

  poll(): void {
    const { ask, done } = this.#options;
    ask((refusal) => {
      if (refusal === null) this.#pollNow();
      else done(refusal);
    });
  }

  #pollNow(): void {
    const { loop, done } = this.#options;
    try {
      if (this.#look()) done(null);
      else loop.call(pollMs, () => this.poll());
    } catch (error) {
      done(error);
    }
  }

  /** Whether the wait is over. */
  #look(): boolean {
    const { control, print, loop } = this.#options;
    const service = control.findService(this.#name);
    this.#monitorMs = service.spec.update?.monitorMs || this.#monitorMs;
    this.#display ??= displayOf(service, print);
    if (this.#readUpdate(service)) return true;
    if (this.#convergedAtMs !== null && this.#converged && loop.nowMs - this.#convergedAtMs >= this.#monitorMs) {
      print(`verify: Service ${this.#name} converged`);
      if (this.#message !== '') print(`rollback: ${this.#message}`);
      return true;
    }
    this.#converged = this.#display.update(this.#view(service));
    if (this.#converged) return this.#verify(service);
    if (this.#convergedAtMs !== null) print('verify: Detected task failure');
    this.#convergedAtMs = null;
    return false;
  }

  /** Jobs stay done once they are done. */
  #verify({ jobStatus }: Service): boolean {
    const { print, loop } = this.#options;
    if (jobStatus !== null) {
      print('job complete');
      return true;
    }
    this.#convergedAtMs ??= loop.nowMs;
    const leftMs = this.#monitorMs - (loop.nowMs - this.#convergedAtMs);
    if (leftMs >= 0) {
      // The client adds 1 to whole seconds, and for it a moment has always passed already.
      const seconds = Math.max(1, Math.ceil(leftMs / msPerSecond));
      print(`verify: Waiting ${seconds} seconds to verify that tasks are stable...`);
    }
    return false;
  }

  /** Whether the update's state ends the wait. */
  #readUpdate({ updateStatus }: Service): boolean {
    if (updateStatus === null) return false;
    const { state, message } = updateStatus;
    switch (state) {
      case 'updating':
        this.#rollback = false;
        return false;
      case 'completed':
        return !this.#converged;
      case 'paused':
        throw new CommandFailure(`service update paused: ${message}`);
      case 'rollback_paused':
        throw new CommandFailure(`service rollback paused: ${message}`);
      case 'rollback_started':
        if (!this.#rollback && message !== '') this.#options.print(`rollback: ${message}`);
        this.#rollback = true;
        return false;
      case 'rollback_completed':
        if (!this.#converged) this.#message = message;
        this.#rollback = true;
        return false;
    }
  }

  #view(service: Service) {
    const { control } = this.#options;
    const nodes = control.listNodes();
    const nodeById = new Map(nodes.map((node) => [node.id, node]));
    return {
      service,
      tasks: control
        .listTasks({ serviceIds: [service.id] })
        .filter((task) => !isTaskDirty(service, task, nodeById.get(task.nodeId))),
      activeNodes: new Set(nodes.filter(({ status }) => status.state !== 'down').map(({ id }) => id)),
      rollback: this.#rollback,
    };
  }
}

function displayOf({ spec }: Service, print: (line: string) => void): ProgressDisplay {
  switch (spec.mode.kind) {
    case 'replicated':
      return new ReplicatedProgress(print);
    case 'global':
      return new GlobalProgress(print);
    case 'replicated-job':
      return new ReplicatedJobProgress(print);
    case 'global-job':
      return new GlobalJobProgress(print);
  }
}
