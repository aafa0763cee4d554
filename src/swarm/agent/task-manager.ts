import type { EventLoop } from '../../kernel/event-loop.ts';
import { defaultStopGracePeriodMs } from '../objects/defaults.ts';
import type { SwarmNode } from '../objects/node.ts';
import type { Task, TaskStatus } from '../objects/task.ts';
import { isTerminal, TaskState } from '../objects/task-state.ts';
import type { Backends, ContainerRuntime } from '../ports.ts';
import type { Timings } from '../profile.ts';
import { ContainerBook } from './container-book.ts';
import type { ContainerRecord } from './container-record.ts';
import { nonZeroExit, unhealthyContainer } from './exit-error.ts';

/** What an agent gives to the managers of its tasks. */
export interface AgentTools {
  readonly loop: EventLoop;
  readonly runtime: ContainerRuntime;
  readonly backends: Backends;
  readonly timings: Timings;
  readonly node: () => SwarmNode;
  /** To the dispatcher. */
  readonly report: (taskId: string, status: TaskStatus) => void;
}

/** The exit code that an engine notes for containers which it finds dead when it comes up. */
export const foundDeadExitCode = 255;
/** SIGKILL's. */
const killedExitCode = 137;

/** How far a task's container has come. */
type ContainerPhase = 'none' | 'created' | 'starting' | 'started' | 'ended';

/** How far its shutdown has come: asked for, through with the waits, or neither. */
type StopPhase = 'no' | 'waiting' | 'stopping';

/**
 * Takes one task along its states on its node: accepted, preparing, ready, starting, running, and down again.
 * Source: SwarmKit `agent/task.go`, `agent/exec/controller.go` Do; moby `daemon/cluster/executor/container/controller.go`.
 */
export class TaskManager {
  readonly #tools: AgentTools;
  #task: Task;
  #status: TaskStatus;
  #container: ContainerPhase = 'none';
  #stop: StopPhase = 'no';
  /** An operation is under way that a shutdown has to cancel first. */
  #busy = false;
  #bound = false;
  /** Its health check has failed, and it is on its way down for that. */
  #unhealthy = false;
  #discarded = false;
  /** The engine's process is there. */
  #engineUp = true;
  /** Of its last process. */
  #exitCode: number | null = null;
  readonly #book: ContainerBook;
  /** Died with the machine, and others still believe that it takes traffic. */
  #leftBehind = false;

  constructor(tools: AgentTools, task: Task) {
    this.#tools = tools;
    this.#task = task;
    this.#status = task.status;
    this.#book = new ContainerBook(() => tools.loop.nowMs);
    if (this.#status.state < TaskState.accepted) this.#transition(TaskState.accepted, 'accepted');
  }

  get status(): TaskStatus {
    return this.#status;
  }

  /** The managers want something else of the task. */
  update(task: Task): void {
    this.#task = task;
    this.advance();
  }

  /** The next step, if there is one. */
  advance(): void {
    if (this.#discarded || !this.#engineUp || isTerminal(this.#status.state)) return;
    if (this.#task.desiredState > TaskState.complete) {
      if (this.#stop === 'no') this.#beginStop();
      return;
    }
    if (this.#busy) return;
    if (this.#status.state < TaskState.preparing) this.#prepare();
    else if (this.#status.state === TaskState.ready && this.#task.desiredState > TaskState.ready) this.#start();
  }

  /** The container's process has ended. */
  exited(exitCode: number, reason: string): void {
    if (this.#discarded || this.#container === 'ended') return;
    this.#container = 'ended';
    this.#bound = false;
    this.#tools.backends.remove(this.#task);
    this.#exitCode = exitCode;
    this.#book.ended(exitCode);
    if (!this.#engineUp || this.#stop === 'waiting' || isTerminal(this.#status.state)) return;
    if (this.#stop === 'stopping') this.#transition(TaskState.shutdown, 'shutdown', '', exitCode);
    else if (exitCode === 0) this.#finished();
    else {
      const why = this.#unhealthy ? unhealthyContainer : reason;
      this.#transition(TaskState.failed, this.#status.message, nonZeroExit(exitCode, why), exitCode);
    }
  }

  /** What comes of its container's health check. */
  health(state: 'healthy' | 'unhealthy'): void {
    this.#book.checked(state);
    if (this.#discarded || !this.#engineUp || this.#container !== 'started' || this.#stop !== 'no' || this.#unhealthy)
      return;
    if (state === 'unhealthy') this.#endUnhealthy();
    else if (this.#status.state === TaskState.starting) this.#running();
  }

  /** The engine is gone: nothing is done for the task until it is back. What was being made is made anew, what runs goes on. */
  engineGone(): void {
    this.#engineUp = false;
    if (this.#container !== 'created' && this.#container !== 'starting') return;
    this.#tools.runtime.remove(this.#task);
    this.#container = 'none';
  }

  /** What the engine shows of the container; `null` = nothing. */
  get container(): ContainerRecord | null {
    return this.#book.record;
  }

  /** Somebody kills the process by hand. */
  kill(): void {
    if (this.runs) this.#tools.runtime.kill(this.#task);
  }

  /** Somebody stops it by hand; calls back when it has ended. */
  stopByHand(graceMs: number, ended: () => void): void {
    if (!this.runs) {
      ended();
      return;
    }
    this.#book.onEnd(ended);
    this.#tools.runtime.stop(this.#task, graceMs);
  }

  /** Somebody removes what is left of the container. */
  removeByHand(): void {
    this.kill();
    if (this.#book.record === null) return;
    this.#book.removed();
    this.#tools.runtime.remove(this.#task);
  }

  get runs(): boolean {
    return this.#container === 'started';
  }

  /** The engine ends what runs, as it does when it shuts down, and when it comes up and finds containers of before. */
  endContainer(): void {
    if (this.runs) this.#tools.runtime.stop(this.#task, defaultStopGracePeriodMs);
  }

  /** The engine is back, and no container runs. */
  engineBack(): void {
    this.#engineUp = true;
    this.#busy = false;
    this.#stop = 'no';
    this.#unhealthy = false;
    const isOver = this.#discarded || isTerminal(this.#status.state);
    if (!isOver && this.#container === 'none' && this.#status.state < TaskState.starting) this.#prepare();
  }

  /** What became of a container that ended while the engine was away, if nothing else is wanted of its task by now. */
  settle(): void {
    if (this.#discarded || isTerminal(this.#status.state) || this.#status.state < TaskState.starting) return;
    if (this.#task.desiredState > TaskState.complete) this.advance();
    else if (this.#exitCode === 0) this.#finished();
    else this.#fail(nonZeroExit(this.#exitCode ?? killedExitCode, ''));
  }

  /** The managers have forgotten the task: its container goes, whatever it does. */
  discard(): void {
    this.#discarded = true;
    if (this.#container === 'ended') {
      if (this.#book.record !== null) this.#tools.runtime.remove(this.#task);
      return;
    }
    this.#tools.runtime.remove(this.#task);
    if (this.#container === 'started') this.#tools.backends.remove(this.#task);
  }

  /** The machine has died, and the container with it. Nothing can be told until the machine is back. */
  machineDied(): void {
    if (this.#container === 'ended') return;
    if (this.#container === 'started') this.#book.ended(foundDeadExitCode);
    if (this.#container !== 'none') this.#tools.runtime.remove(this.#task);
    this.#leftBehind = this.#container === 'started';
    this.#container = 'ended';
    this.#bound = false;
  }

  /** The machine is back: what was alive on it is dead. */
  machineBack(exitCode: number): void {
    this.#engineUp = true;
    if (this.#leftBehind) this.#tools.backends.remove(this.#task);
    this.#leftBehind = false;
    if (this.#discarded || isTerminal(this.#status.state)) return;
    if (this.#task.desiredState > TaskState.complete) this.#transition(TaskState.shutdown, 'shutdown');
    else if (this.#status.state >= TaskState.starting) this.#fail(nonZeroExit(exitCode, ''));
    else this.#prepare();
  }

  /** Also once more, for a task that had not started when its machine died. */
  #prepare(): void {
    if (this.#status.state < TaskState.preparing) this.#transition(TaskState.preparing, 'preparing');
    this.#busy = true;
    this.#container = 'created';
    this.#tools.runtime.prepare(this.#task, this.#tools.node(), (error) => {
      if (!this.#proceeds(TaskState.preparing, TaskState.ready)) return;
      this.#busy = false;
      if (error === '') this.#book.created(this.#task);
      if (error !== '') this.#fail(error);
      else if (this.#status.state < TaskState.ready) this.#transition(TaskState.ready, 'prepared');
      this.advance();
    });
  }

  #start(): void {
    this.#transition(TaskState.starting, 'starting');
    this.#busy = true;
    this.#container = 'starting';
    this.#tools.runtime.start(this.#task, this.#tools.node(), (error, isChecked) => {
      if (this.#container === 'starting') this.#container = error === '' ? 'started' : 'ended';
      if (error === '') this.#book.started(isChecked);
      if (!this.#proceeds(TaskState.starting)) return;
      if (error !== '') this.#fail(error);
      else if (!isChecked) this.#running();
    });
  }

  /** The process runs; it stays busy, waiting for its end. */
  #running(): void {
    this.#bound = true;
    this.#tools.backends.activate(this.#task, this.#tools.node());
    this.#transition(TaskState.running, 'started');
    this.advance();
  }

  /** A process that ends well before its first healthy probe has been running all the same. */
  #finished(): void {
    if (this.#status.state < TaskState.running) this.#transition(TaskState.running, 'started');
    this.#transition(TaskState.complete, 'finished', '', 0);
  }

  /** As a shutdown, but at once and by the agent itself; what the task comes to hangs on the exit code. */
  #endUnhealthy(): void {
    this.#unhealthy = true;
    this.#leaveTraffic(() => {
      if (this.#container === 'started' && this.#stop !== 'stopping') this.#stopProcess();
    });
  }

  /** Whether an operation still matters when it is done: the task is in one of the states that it was made for. */
  #proceeds(...states: TaskState[]): boolean {
    return !this.#discarded && this.#engineUp && this.#stop === 'no' && states.includes(this.#status.state);
  }

  /** An operation that is cancelled is tried again after a while, and only that try shuts the task down. */
  #beginStop(): void {
    this.#stop = 'waiting';
    this.#after(this.#busy ? this.#tools.timings.stopRetryMs : 0, () =>
      this.#leaveTraffic(() => this.#stopContainer()),
    );
  }

  /** No new connections; then a wait until all nodes know of it. */
  #leaveTraffic(then: () => void): void {
    if (this.#bound) this.#tools.backends.deactivate(this.#task);
    this.#bound = false;
    this.#after(isNetworked(this.#task) ? this.#tools.timings.gossipConvergeMs : 0, then);
  }

  #stopContainer(): void {
    this.#stop = 'stopping';
    if (this.#container === 'started') {
      this.#stopProcess();
      return;
    }
    if (this.#container !== 'none' && this.#container !== 'ended') this.#tools.runtime.remove(this.#task);
    this.#container = 'ended';
    this.#transition(TaskState.shutdown, 'shutdown');
  }

  #stopProcess(): void {
    const graceMs = this.#task.spec.container.stopGracePeriodMs ?? defaultStopGracePeriodMs;
    this.#tools.runtime.stop(this.#task, Math.floor(graceMs / 1_000) * 1_000);
  }

  #fail(error: string): void {
    const state = this.#status.state < TaskState.starting ? TaskState.rejected : TaskState.failed;
    this.#container = 'ended';
    this.#transition(state, this.#status.message, error);
  }

  #transition(state: TaskState, message: string, err = '', exitCode: number | null = null): void {
    const { nowMs } = this.#tools.loop;
    this.#status = { state, message, err, timestampMs: nowMs, appliedAtMs: nowMs, exitCode };
    this.#tools.report(this.#task.id, this.#status);
  }

  /** Goes on after a wait, unless the task is forgotten or its machine dead by then. */
  #after(delayMs: number, action: () => void): void {
    if (delayMs === 0) {
      action();
      return;
    }
    this.#tools.loop.call(delayMs, () => {
      if (!this.#discarded && this.#engineUp && !isTerminal(this.#status.state)) action();
    });
  }
}

/** On any network but the engine's own bridge: an overlay, or ingress because of a published port. */
function isNetworked(task: Task): boolean {
  return task.spec.networks.length > 0 || task.endpointSpec.ports.some(({ publishMode }) => publishMode === 'ingress');
}
