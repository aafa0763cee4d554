import type { EventId, EventLoop } from '../../../src/kernel/event-loop.ts';
import type { Task } from '../../../src/swarm/objects/task.ts';
import type { ContainerEvents, ContainerRuntime } from '../../../src/swarm/ports.ts';
import type { GoldenFault, ScenarioCase } from './golden-scenario.ts';
import { versionOf } from './to-service-spec.ts';

const killedExitCode = 137;
const failedStartExitCode = 127;

/** The golden data's virtual agent: fixed times, and faults chosen when a task is first seen. */
export class VirtualContainers implements ContainerRuntime {
  readonly #loop: EventLoop;
  readonly #golden: ScenarioCase;
  readonly #events: () => ContainerEvents;
  readonly #faults = new Map<string, GoldenFault | undefined>();
  readonly #timers = new Map<string, EventId>();
  /** Tasks seen, by service and version. */
  readonly #seen = new Map<string, number>();

  constructor(loop: EventLoop, golden: ScenarioCase, events: () => ContainerEvents) {
    this.#loop = loop;
    this.#golden = golden;
    this.#events = events;
  }

  prepare(task: Task, _node: unknown, done: (error: string) => void): void {
    const fault = this.#chooseFault(task);
    this.#faults.set(task.id, fault);
    this.#later(task, this.#golden.agent.prepareMs, () =>
      done(fault?.kind === 'reject' ? `No such image: ${task.spec.container.image}` : ''),
    );
  }

  start(task: Task, _node: unknown, done: (error: string, isChecked: boolean) => void): void {
    const { startMs, runMs } = this.#golden.agent;
    const fault = this.#faults.get(task.id);
    this.#later(task, startMs, () => {
      if (fault?.kind === 'startfail') {
        done(`task: non-zero exit (${failedStartExitCode})`, false);
        return;
      }
      if (fault !== undefined) this.#exitAfter(task, fault.afterMs ?? 0, fault.kind === 'exit1' ? 1 : 0);
      else if (runMs !== undefined && task.jobIteration !== null) this.#exitAfter(task, runMs, 0);
      done('', false);
    });
  }

  kill(task: Task): void {
    this.#exitAfter(task, 0, killedExitCode);
  }

  stop(task: Task): void {
    this.#exitAfter(task, this.#golden.agent.stopMs, killedExitCode);
  }

  remove(task: Task): void {
    const timer = this.#timers.get(task.id);
    if (timer !== undefined) this.#loop.cancel(timer);
    this.#timers.delete(task.id);
  }

  #exitAfter(task: Task, delayMs: number, exitCode: number): void {
    this.#later(task, delayMs, () => this.#events().exited(task, exitCode, ''));
  }

  #later(task: Task, delayMs: number, action: () => void): void {
    this.remove(task);
    this.#timers.set(task.id, this.#loop.call(delayMs, action));
  }

  #chooseFault(task: Task): GoldenFault | undefined {
    const v = versionOf(task.spec.container.image, task.spec.forceUpdate);
    const key = `${task.serviceName}/${v}`;
    const ordinal = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, ordinal);
    return this.#golden.faults?.find(
      (fault) =>
        (fault.service === undefined || fault.service === task.serviceName) &&
        (fault.v === undefined || fault.v === v) &&
        (fault.nth === undefined || fault.nth.includes(ordinal)) &&
        (fault.every === undefined || ordinal % fault.every === 0) &&
        (fault.slots === undefined || fault.slots.includes(task.slot)) &&
        (fault.nodes === undefined || fault.nodes.includes(task.nodeId)),
    );
  }
}
