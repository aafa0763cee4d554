import { defaultUpdateConfig } from '../objects/defaults.ts';
import type { SwarmNode } from '../objects/node.ts';
import type { Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import { isInvalidNode } from '../orchestrator/invalid-node.ts';
import type { RestartSupervisor } from '../orchestrator/restart-supervisor.ts';
import type { IdSource } from '../store/ids.ts';
import type { Store } from '../store/store.ts';
import type { Timers } from '../timers.ts';
import { UpdateWorker } from '../update/update-worker.ts';
import type { ServiceSpread } from './service-spread.ts';

export interface MoveTools {
  readonly store: Store;
  readonly loop: Timers;
  readonly ids: IdSource;
  /** The replicated orchestrator's: it starts what is held back. */
  readonly restarts: RestartSupervisor;
}

/**
 * One task is replaced in its slot, as an update of the service with parallelism 1 would replace it, with the order and
 * the delay of its `update_config`. Where the new one goes is the scheduler's business.
 */
export class Move {
  readonly service: Service;
  readonly #tools: MoveTools;
  readonly #old: Task;
  readonly #from: SwarmNode;
  /** Before the move. */
  readonly #spread: ServiceSpread;
  readonly #worker: UpdateWorker;
  readonly #startedAtMs = new Map<string, number | null>();

  constructor(tools: MoveTools, service: Service, spread: ServiceSpread, old: Task, from: SwarmNode, wake: () => void) {
    this.service = service;
    this.#tools = tools;
    this.#spread = spread;
    this.#old = old;
    this.#from = from;
    const config = service.spec.update ?? defaultUpdateConfig;
    const isDirty = () => true;
    this.#worker = new UpdateWorker({ ...tools, service, config, startedAtMs: this.#startedAtMs, isDirty, wake });
    this.#worker.take([old]);
  }

  /** The new task runs and the old one has given its room back, or the new one never will; and the delay is over. */
  get over(): boolean {
    return this.#worker.idle && (this.#oldIsGone || !this.helped());
  }

  taskChanged(task: Task): void {
    this.#worker.taskChanged(task);
    if (this.#startedAtMs.has(task.id) && task.desiredState > TaskState.running) this.#worker.cancel();
  }

  resume(): boolean {
    return this.#worker.resume();
  }

  cancel(): void {
    this.#worker.cancel();
  }

  /** Whether the new task runs where it makes the service more even. */
  helped(): boolean {
    const { store } = this.#tools;
    const fresh = store.tasks.get(this.#newId);
    const node = store.nodes.get(fresh?.nodeId ?? '');
    if (fresh === undefined || node === undefined) return false;
    return isWanted(fresh) && fresh.status.state === TaskState.running && this.#spread.improves(this.#from, node);
  }

  /** One task is left in the slot, whatever failures have put there meanwhile: the new one if it runs, or else the old one. */
  settle(): void {
    const { store } = this.#tools;
    const wanted = store.tasks.ofInstance(this.service.id, this.#old.slot).filter(isWanted);
    const kept =
      wanted.find(({ id, status }) => id === this.#newId && status.state === TaskState.running) ??
      wanted.find(({ id }) => id === this.#old.id) ??
      wanted[0];
    store.update((tx) => {
      for (const task of wanted) {
        if (task !== kept) tx.updateTask({ ...task, desiredState: TaskState.shutdown });
      }
    });
  }

  get #newId(): string {
    const [id = ''] = this.#startedAtMs.keys();
    return id;
  }

  get #oldIsGone(): boolean {
    const { store } = this.#tools;
    const old = store.tasks.get(this.#old.id);
    return old === undefined || old.status.state > TaskState.running || isInvalidNode(store.nodes.get(old.nodeId));
  }
}

function isWanted({ desiredState }: Task): boolean {
  return desiredState <= TaskState.running;
}
