import type { Service } from '../../objects/service.ts';
import type { Task } from '../../objects/task.ts';
import { TaskState } from '../../objects/task-state.ts';
import type { Component } from '../../reactor.ts';
import type { StoreEvent } from '../../store/feed.ts';
import type { Batch } from '../../store/store.ts';
import { checkTasks } from '../check-tasks.ts';
import { isInvalidNode } from '../invalid-node.ts';
import type { OrchestratorTools } from '../orchestrator-tools.ts';
import { removeTasksOfService } from '../remove-tasks.ts';
import { isJob } from '../service-kind.ts';
import { reconcileGlobalJob } from './global-job.ts';
import { reconcileReplicatedJob } from './replicated-job.ts';
import { restartUnlessStopped } from './restart-tasks.ts';

/**
 * Runs the tasks of jobs until enough of them are complete. It looks at a job when its service is created or updated and
 * when a task of it ends; never because of a node. Source: SwarmKit `orchestrator/jobs/orchestrator.go`.
 */
export class JobsOrchestrator implements Component {
  readonly #tools: OrchestratorTools;
  #started = false;

  constructor(tools: OrchestratorTools) {
    this.#tools = tools;
  }

  react(event: StoreEvent): void {
    if (!this.#started) return;
    if (event.kind === 'service') this.#serviceChanged(event.before, event.after);
    else if (event.kind === 'task') this.#taskChanged(event.before, event.after);
  }

  /** The first look at what is there. */
  resume(): boolean {
    if (this.#started) return false;
    this.#started = true;
    const { store } = this.#tools;
    checkTasks(this.#tools, isJob, (task, batch) => this.#fix(task, batch));
    for (const service of [...store.services.values()]) this.#reconcile(service);
    return true;
  }

  #serviceChanged(before: Service | null, after: Service | null): void {
    if (after !== null) this.#reconcile(after);
    else if (before !== null && isJob(before)) {
      removeTasksOfService(this.#tools.store, before);
      this.#tools.restarts.forgetService(before.id);
    }
  }

  #taskChanged(before: Task | null, after: Task | null): void {
    if (after === null) {
      if (before !== null) this.#tools.restarts.starts.cancel(before.id);
      return;
    }
    if (before === null || after.status.state <= TaskState.running || after.desiredState > TaskState.complete) return;
    const service = this.#tools.store.services.get(after.serviceId);
    if (service !== undefined) this.#reconcile(service);
  }

  #fix(task: Task, batch: Batch): void {
    if (task.desiredState > TaskState.complete) return;
    const { store } = this.#tools;
    const stays = task.nodeId === '' || !isInvalidNode(store.nodes.get(task.nodeId));
    if (stays && task.status.state <= TaskState.complete) return;
    restartUnlessStopped(this.#tools, batch, task.serviceId, task.id);
  }

  #reconcile({ id }: Service): void {
    const service = this.#tools.store.services.get(id);
    if (service === undefined) return;
    const { mode } = service.spec;
    if (mode.kind === 'replicated-job') reconcileReplicatedJob(this.#tools, service, mode);
    else if (mode.kind === 'global-job') reconcileGlobalJob(this.#tools, service);
  }
}
