import type { EventId } from '../../kernel/event-loop.ts';
import type { Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import { finalMonitorMs, monitorMs, updateConfigOf } from './update-config.ts';
import { type UpdateStatusWriter, updateMessage } from './update-status.ts';
import { type UpdateRun, UpdateWorker } from './update-worker.ts';

/** What an updater is given by its supervisor. */
export type UpdateTools = Pick<UpdateRun, 'store' | 'loop' | 'ids' | 'restarts'> & {
  readonly status: UpdateStatusWriter;
  readonly wake: () => void;
  readonly isDirty: (service: Service, task: Task) => boolean;
};

type Phase = 'begin' | 'feed' | 'finish' | 'monitor' | 'over';

/**
 * One run over the outdated slots of a service. Slots are handed to parallel workers, failures of the new tasks are
 * counted while that goes on and while the service is watched at the end, and the status says what came of it.
 * Source: SwarmKit `orchestrator/update/updater.go` Run.
 */
export class Updater {
  readonly service: Service;
  readonly #tools: UpdateTools;
  readonly #run: UpdateRun;
  readonly #slots: readonly (readonly Task[])[];
  #dirty: (readonly Task[])[] = [];
  #workers: UpdateWorker[] = [];
  #phase: Phase = 'begin';
  #nextSlot = 0;
  /** Tasks that were reported to have ended, not looked at yet. */
  readonly #ended: Task[] = [];
  readonly #failed = new Set<string>();
  #monitorMs: number;
  #monitoring: EventId | null = null;
  #monitoringOver = false;
  /** An action was taken: no further slots, and no completion. */
  #stopped = false;

  constructor(tools: UpdateTools, service: Service, slots: readonly (readonly Task[])[]) {
    this.service = service;
    this.#tools = tools;
    this.#slots = slots;
    const config = updateConfigOf(service);
    this.#monitorMs = monitorMs(config);
    this.#run = {
      ...tools,
      service,
      config,
      startedAtMs: new Map(),
      isDirty: (task) => tools.isDirty(service, task),
    };
  }

  get over(): boolean {
    return this.#phase === 'over';
  }

  /** A task of the service has changed. */
  taskChanged(task: Task): void {
    if (this.#phase === 'begin' || this.#phase === 'over') return;
    if (task.status.state > TaskState.running && this.#run.config.failureAction !== 'continue') this.#ended.push(task);
    for (const worker of this.#workers) worker.taskChanged(task);
  }

  /** Whether a failure of one of its tasks can make it roll the service back. */
  get mayRollBack(): boolean {
    return this.#run.config.failureAction === 'rollback' && (this.#phase === 'feed' || this.#phase === 'monitor');
  }

  /** Looks at a failure before anybody else does, and acts if it is one too many. */
  lookAtOnce(task: Task): void {
    if (!this.mayRollBack || this.#ended.length > 0 || !this.#triggersAction(task)) return;
    if (this.#phase === 'feed') this.#phase = 'finish';
    else this.#endMonitoring();
  }

  /** One step; `false` if there is nothing to do at present. */
  step(): boolean {
    if (this.#phase === 'begin') return this.#begin();
    if (this.#phase === 'feed') return this.#feed();
    if (this.#phase === 'finish') return this.#finish();
    if (this.#phase === 'monitor') return this.#monitor();
    return false;
  }

  /** The run ends at once; the tasks that it made stay. */
  cancel(): void {
    for (const worker of this.#workers) worker.cancel();
    this.#end();
  }

  #begin(): boolean {
    const { status } = this.#tools;
    const { updateStatus, id } = this.service;
    if (updateStatus?.state === 'paused' || updateStatus?.state === 'rollback_paused') return this.#end();
    this.#dirty = this.#slots.filter((slot) => slot.length > 1 || slot.some((task) => this.#run.isDirty(task)));
    if (this.#dirty.length === 0) {
      if (updateStatus?.state === 'updating' || updateStatus?.state === 'rollback_started') status.complete(id);
      return this.#end();
    }
    if (updateStatus === null) status.start(id);
    const workers = this.#run.config.parallelism || this.#dirty.length;
    this.#workers = Array.from({ length: Math.min(workers, this.#dirty.length) }, () => new UpdateWorker(this.#run));
    this.#phase = 'feed';
    return true;
  }

  #feed(): boolean {
    if (this.#resumeWorkers()) return true;
    const ended = this.#ended.shift();
    if (ended !== undefined) {
      if (this.#triggersAction(ended)) this.#phase = 'finish';
      return true;
    }
    const worker = this.#workers.find(({ idle }) => idle);
    if (worker === undefined) return false;
    const slot = this.#dirty[this.#nextSlot];
    if (slot === undefined) throw new Error('an update has run out of slots');
    this.#nextSlot++;
    if (this.#nextSlot === this.#dirty.length) this.#phase = 'finish';
    worker.take(slot);
    return true;
  }

  /** Failures are not looked at while the last workers are waited for. */
  #finish(): boolean {
    if (this.#resumeWorkers()) return true;
    if (this.#workers.some(({ idle }) => !idle)) return false;
    if (this.#stopped) return this.#end();
    this.#phase = 'monitor';
    this.#monitorMs = finalMonitorMs(this.#run.config);
    this.#monitoring = this.#run.loop.call(this.#monitorMs, () => {
      this.#monitoring = null;
      this.#monitoringOver = true;
      this.#tools.wake();
    });
    return true;
  }

  #monitor(): boolean {
    const ended = this.#ended.shift();
    if (ended !== undefined) {
      if (!this.#triggersAction(ended)) return true;
    } else if (!this.#monitoringOver) return false;
    return this.#endMonitoring();
  }

  #endMonitoring(): boolean {
    // Quirk: a rollback that pauses itself because its action is "rollback" is completed all the same.
    if (!this.#stopped) this.#tools.status.complete(this.service.id);
    return this.#end();
  }

  #resumeWorkers(): boolean {
    return this.#workers.some((worker) => worker.resume());
  }

  /** Counts a failure of one of this run's own tasks, and acts if there are too many. */
  #triggersAction(task: Task): boolean {
    const startedAtMs = this.#run.startedAtMs.get(task.id);
    if (startedAtMs === undefined || this.#failed.has(task.id)) return false;
    if (startedAtMs !== null && this.#run.store.nowMs - startedAtMs > this.#monitorMs) return false;
    this.#failed.add(task.id);
    const { config } = this.#run;
    const ratio = Math.fround(this.#failed.size / this.#dirty.length);
    if (ratio <= Math.fround(config.maxFailureRatio)) return false;
    const { status } = this.#tools;
    const { id } = this.service;
    if (config.failureAction === 'pause') {
      this.#stopped = true;
      status.pause(id, updateMessage.paused(task.id));
    } else if (this.service.updateStatus?.state === 'rollback_started') {
      status.pause(id, updateMessage.rollbackPaused(task.id));
    } else {
      this.#stopped = true;
      status.rollback(id, updateMessage.rolledBack(task.id));
    }
    return true;
  }

  #end(): boolean {
    this.#phase = 'over';
    if (this.#monitoring !== null) this.#run.loop.cancel(this.#monitoring);
    return true;
  }
}
