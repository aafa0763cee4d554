import type { EventId } from '../../kernel/event-loop.ts';
import { getOrInsert } from '../get-or-insert.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import { Queue } from '../queue.ts';
import type { StoreEvent } from '../store/feed.ts';
import type { Store } from '../store/store.ts';
import type { Timers } from '../timers.ts';

/** So long a replacement waits for the task that it replaces to stop. Source: SwarmKit `restart.go` defaultOldTaskTimeout. */
export const oldTaskTimeoutMs = 60_000;

interface DelayedStart {
  readonly taskId: string;
  /** Waits for this task to stop, if it runs; `null` = waits for no task. */
  readonly oldTask: Task | null;
  delayOver: boolean;
  /** The old task has stopped, or nobody waits for it any longer. */
  oldTaskGone: boolean;
  /** Its turn to be given its permission has come. */
  due: boolean;
  readonly timers: Set<EventId>;
  readonly whenOver: ((started: boolean) => void)[];
}

/**
 * Tasks that may not start yet: each gets its permission (desired state running) when its restart delay is over and
 * the task that it replaces has stopped. Source: SwarmKit `restart.go` DelayStart.
 */
export class DelayedStarts {
  readonly #store: Store;
  readonly #loop: Timers;
  readonly #wake: () => void;
  readonly #byTask = new Map<string, DelayedStart>();
  readonly #byOldTask = new Map<string, Set<DelayedStart>>();
  readonly #byOldNode = new Map<string, Set<DelayedStart>>();
  readonly #due = new Queue<DelayedStart>();

  constructor(store: Store, loop: Timers, wake: () => void) {
    this.#store = store;
    this.#loop = loop;
    this.#wake = wake;
  }

  has(taskId: string): boolean {
    return this.#byTask.has(taskId);
  }

  /** Calls back once the start is over: done, or cancelled. */
  whenOver(taskId: string, action: (started: boolean) => void): void {
    const start = this.#byTask.get(taskId);
    if (start === undefined) action(true);
    else start.whenOver.push(action);
  }

  /** @param oldTask - to be waited for; `null` if nobody waits for it */
  add(taskId: string, oldTask: Task | null, delayMs: number): void {
    this.cancel(taskId);
    const awaited = oldTask !== null && oldTask.status.state <= TaskState.running ? oldTask : null;
    const start: DelayedStart = {
      taskId,
      oldTask: awaited,
      delayOver: delayMs === 0,
      oldTaskGone: awaited === null,
      due: false,
      timers: new Set(),
      whenOver: [],
    };
    this.#byTask.set(taskId, start);
    if (awaited !== null) {
      link(this.#byOldTask, awaited.id, start);
      link(this.#byOldNode, awaited.nodeId, start);
      this.#timer(start, oldTaskTimeoutMs, () => {
        start.oldTaskGone = true;
      });
    }
    if (delayMs > 0) {
      this.#timer(start, delayMs, () => {
        start.delayOver = true;
      });
    }
    this.#check(start);
  }

  cancel(taskId: string): void {
    const start = this.#byTask.get(taskId);
    if (start !== undefined) this.#end(start, false);
  }

  react(event: StoreEvent): void {
    if (event.kind === 'task') {
      if (event.before === null || event.after === null || event.after.status.state <= TaskState.running) return;
      this.#gone(this.#byOldTask.get(event.after.id));
    } else if (event.kind === 'node') {
      if (event.after === null) this.#gone(this.#byOldNode.get(event.before?.id ?? ''));
      else if (event.before !== null && event.after.status.state === 'down')
        this.#gone(this.#byOldNode.get(event.after.id));
    }
  }

  /** Gives one task its permission; `false` if none is due. */
  resume(): boolean {
    const start = this.#due.shift();
    if (start === undefined) return false;
    if (this.#byTask.get(start.taskId) !== start) return true;
    this.#store.update((tx) => {
      const task = this.#store.tasks.get(start.taskId);
      if (task === undefined || task.desiredState >= TaskState.running) return;
      const desiredState = task.jobIteration === null ? TaskState.running : TaskState.complete;
      tx.updateTask({ ...task, desiredState });
    });
    this.#end(start, true);
    return true;
  }

  #gone(starts: Set<DelayedStart> | undefined): void {
    for (const start of starts ?? []) {
      start.oldTaskGone = true;
      this.#check(start);
    }
  }

  #check(start: DelayedStart): void {
    if (!start.delayOver || !start.oldTaskGone || start.due) return;
    start.due = true;
    this.#due.push(start);
    this.#wake();
  }

  #timer(start: DelayedStart, delayMs: number, expire: () => void): void {
    const timer = this.#loop.call(delayMs, () => {
      start.timers.delete(timer);
      expire();
      this.#check(start);
    });
    start.timers.add(timer);
  }

  #end(start: DelayedStart, started: boolean): void {
    this.#byTask.delete(start.taskId);
    for (const timer of start.timers) this.#loop.cancel(timer);
    if (start.oldTask !== null) {
      unlink(this.#byOldTask, start.oldTask.id, start);
      unlink(this.#byOldNode, start.oldTask.nodeId, start);
    }
    for (const action of start.whenOver) action(started);
  }
}

function link(index: Map<string, Set<DelayedStart>>, key: string, start: DelayedStart): void {
  getOrInsert(index, key, () => new Set<DelayedStart>()).add(start);
}

function unlink(index: Map<string, Set<DelayedStart>>, key: string, start: DelayedStart): void {
  const starts = index.get(key);
  starts?.delete(start);
  if (starts?.size === 0) index.delete(key);
}
