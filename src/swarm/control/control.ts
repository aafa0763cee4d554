import type { ClusterSettings, ControlApi, ServiceStatus, TaskFilter, UpdateServiceOptions } from '../control-api.ts';
import { deepEqual } from '../deep-equal.ts';
import type { NodeSpec, SwarmNode } from '../objects/node.ts';
import type { Service, ServiceSpec } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { taskName } from '../objects/task-name.ts';
import { isJob } from '../orchestrator/service-kind.ts';
import type { ManagerView } from '../raft/manager-view.ts';
import type { IdSource } from '../store/ids.ts';
import type { Store } from '../store/store.ts';
import { updateMessage } from '../update/update-status.ts';
import { ControlError } from './control-error.ts';
import { lookUp } from './lookup.ts';
import { checkPortConflicts } from './port-conflicts.ts';
import { removeNode } from './remove-node.ts';
import { serviceStatus } from './service-status.ts';
import { validateServiceSpec } from './validate-service.ts';

/** The control API on a store. Source: SwarmKit `manager/controlapi`. */
export class Control implements ControlApi {
  readonly #store: Store;
  readonly #ids: IdSource;
  readonly #managers: ManagerView;

  constructor(store: Store, ids: IdSource, managers: ManagerView) {
    this.#store = store;
    this.#ids = ids;
    this.#managers = managers;
  }

  get commits(): boolean {
    return this.#managers.commits;
  }

  get settings(): ClusterSettings {
    return this.#store.settings;
  }

  updateSettings(settings: ClusterSettings): void {
    this.#store.settings = settings;
  }

  createService(spec: ServiceSpec): Service {
    validateServiceSpec(spec);
    checkPortConflicts(this.#store, spec, '');
    if (this.#store.servicesByName.has(spec.name)) {
      throw new ControlError(
        'AlreadyExists',
        `name conflicts with an existing object: service ${spec.name} already exists`,
      );
    }
    const fresh = {
      id: this.#ids.next(),
      spec,
      specVersion: 0,
      previousSpec: null,
      previousSpecVersion: null,
      endpoint: null,
      updateStatus: null,
      jobStatus: null,
    };
    const jobStatus = { jobIteration: 0, lastExecutionMs: this.#store.nowMs };
    const isOfJob = spec.mode.kind === 'replicated-job' || spec.mode.kind === 'global-job';
    this.#store.update((tx) => {
      tx.createService(isOfJob ? { ...fresh, jobStatus } : fresh);
    });
    return this.getService(fresh.id);
  }

  updateService(id: string, version: number, spec: ServiceSpec, options: UpdateServiceOptions = {}): Service {
    const service = this.getService(id);
    const next = options.rollback === 'previous' ? this.#rolledBack(service) : this.#updated(service, spec);
    if (service.version !== version) throw new ControlError('Unknown', 'update out of sequence');
    this.#store.update((tx) => {
      tx.updateService(next);
    });
    return this.getService(id);
  }

  removeService(id: string): void {
    const service = this.getService(id);
    this.#store.update((tx) => {
      tx.deleteService(service.id);
    });
  }

  getService(id: string): Service {
    const service = this.#store.services.get(id);
    if (service === undefined) throw new ControlError('NotFound', `service ${id} not found`);
    return service;
  }

  listServices(): Service[] {
    return [...this.#store.services.values()];
  }

  serviceStatus(id: string): ServiceStatus {
    return serviceStatus(this.#store, this.getService(id));
  }

  updateNode(id: string, version: number, spec: NodeSpec): SwarmNode {
    const node = this.#storedNode(id);
    if (node.version !== version) throw new ControlError('Unknown', 'update out of sequence');
    if (node.spec.desiredRole === 'manager' && spec.desiredRole === 'worker') this.#checkDemotion(node);
    this.#store.update((tx) => {
      tx.updateNode({ ...node, spec });
    });
    return this.getNode(id);
  }

  removeNode(id: string, options: { readonly force?: boolean } = {}): void {
    removeNode(this.#store, this.getNode(id), options.force === true);
  }

  getNode(id: string): SwarmNode {
    return this.#shown(this.#storedNode(id));
  }

  listNodes(): SwarmNode[] {
    return [...this.#store.nodes.values()].map((node) => this.#shown(node));
  }

  getTask(id: string): Task {
    const task = this.#store.tasks.get(id);
    if (task === undefined) throw new ControlError('NotFound', `task ${id} not found`);
    return task;
  }

  listTasks(filter: TaskFilter = {}): Task[] {
    const { serviceIds, nodeIds, desiredStates } = filter;
    let tasks: Task[];
    if (serviceIds !== undefined) tasks = [...new Set(serviceIds)].flatMap((id) => this.#store.tasks.ofService(id));
    else if (nodeIds !== undefined) tasks = [...new Set(nodeIds)].flatMap((id) => this.#store.tasks.ofNode(id));
    else tasks = [...this.#store.tasks.all()];
    return tasks
      .filter((task) => nodeIds === undefined || nodeIds.includes(task.nodeId))
      .filter((task) => desiredStates === undefined || desiredStates.includes(task.desiredState))
      .sort((a, b) => a.createdAtMs - b.createdAtMs);
  }

  findService(argument: string): Service {
    return lookUp('service', argument, this.#store.services.values(), ({ spec }) => spec.name);
  }

  findNode(argument: string): SwarmNode {
    const { nodes } = this.#store;
    return this.#shown(lookUp('node', argument, nodes.values(), ({ description }) => description?.hostname ?? ''));
  }

  findTask(argument: string): Task {
    return lookUp('task', argument, this.#store.tasks.all(), taskName);
  }

  #storedNode(id: string): SwarmNode {
    const node = this.#store.nodes.get(id);
    if (node === undefined) throw new ControlError('NotFound', `node ${id} not found`);
    return node;
  }

  /** With what only raft knows. */
  #shown(node: SwarmNode): SwarmNode {
    const managerStatus = this.#managers.statusOf(node);
    return managerStatus === null ? node : { ...node, managerStatus };
  }

  /** Source: SwarmKit `controlapi/node.go` UpdateNode. */
  #checkDemotion(node: SwarmNode): void {
    const managers = [...this.#store.nodes.values()].filter(({ role }) => role === 'manager');
    if (managers.length === 1 && managers[0]?.id === node.id) {
      throw new ControlError('FailedPrecondition', 'attempting to demote the last manager of the swarm');
    }
    if (this.#managers.statusOf(node) === null) {
      throw new ControlError('NotFound', "can't find manager in raft memberlist");
    }
    if (!this.#managers.canRemove(node.id)) {
      const why = "can't remove member from the raft: this would result in a loss of quorum";
      throw new ControlError('FailedPrecondition', why);
    }
  }

  #updated(service: Service, spec: ServiceSpec): Service {
    validateServiceSpec(spec);
    if (!deepEqual(service.spec.endpoint, spec.endpoint)) checkPortConflicts(this.#store, spec, service.id);
    if (spec.mode.kind !== service.spec.mode.kind) {
      throw new ControlError('Unimplemented', 'service mode change is not allowed');
    }
    if (spec.name !== service.spec.name) {
      throw new ControlError('Unimplemented', 'renaming services is not supported');
    }
    return {
      ...service,
      spec,
      specVersion: service.version,
      previousSpec: service.spec,
      previousSpecVersion: service.specVersion,
      updateStatus: null,
      jobStatus: this.#nextIteration(service),
    };
  }

  #rolledBack(service: Service): Service {
    if (service.previousSpec === null) {
      throw new ControlError('FailedPrecondition', `service ${service.id} does not have a previous spec`);
    }
    return {
      ...service,
      spec: service.previousSpec,
      specVersion: service.previousSpecVersion ?? service.version,
      previousSpec: service.spec,
      previousSpecVersion: service.specVersion,
      updateStatus: {
        state: 'rollback_started',
        startedAtMs: this.#store.nowMs,
        completedAtMs: null,
        message: updateMessage.manualRollback,
      },
      jobStatus: this.#nextIteration(service),
    };
  }

  #nextIteration(service: Service) {
    if (!isJob(service)) return service.jobStatus;
    return { jobIteration: (service.jobStatus?.jobIteration ?? 0) + 1, lastExecutionMs: this.#store.nowMs };
  }
}
