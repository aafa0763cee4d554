import type { NodeSpec, SwarmNode } from './objects/node.ts';
import type { Service, ServiceSpec } from './objects/service.ts';
import type { Task } from './objects/task.ts';
import type { TaskState } from './objects/task-state.ts';

/** Settings of the whole cluster (`docker swarm init/update` flags that have an effect on the model). */
export interface ClusterSettings {
  /** `--task-history-limit`: tasks kept per slot, the live one included; negative = all. */
  readonly taskHistoryLimit: number;
  /** `--dispatcher-heartbeat`, milliseconds. */
  readonly heartbeatPeriodMs: number;
}

/** What `service ls` shows under REPLICAS. Source: SwarmKit `controlapi/service.go` ListServiceStatuses. */
export interface ServiceStatus {
  readonly serviceId: string;
  /** Tasks observed running, whatever their desired state and their node's state. */
  readonly running: number;
  /** Of a global job: those that are not complete yet. */
  readonly desired: number;
  /** Tasks of the job's present iteration that are complete; 0 for services. */
  readonly completed: number;
}

export interface TaskFilter {
  readonly serviceIds?: readonly string[];
  readonly nodeIds?: readonly string[];
  readonly desiredStates?: readonly TaskState[];
}

export interface UpdateServiceOptions {
  /** `previous` = `docker service rollback`: the given spec is ignored. */
  readonly rollback?: 'none' | 'previous';
}

/**
 * What the managers answer to clients. Every call takes effect at the present instant; what the control loops make
 * of it comes later. Calls that are refused throw a `ControlError` (SwarmKit's words); the `find…` lookups throw a
 * `LookupError` (the engine's words). Objects that are handed out are never changed afterwards.
 */
export interface ControlApi {
  createService(spec: ServiceSpec): Service;
  /** `version` = the version of the object that the client has seen; another one is `update out of sequence`. */
  updateService(id: string, version: number, spec: ServiceSpec, options?: UpdateServiceOptions): Service;
  removeService(id: string): void;
  getService(id: string): Service;
  /** In the order of their creation. */
  listServices(): Service[];
  serviceStatus(id: string): ServiceStatus;

  /** The whole new spec, as a client sends it (labels it leaves out are gone). */
  updateNode(id: string, version: number, spec: NodeSpec): SwarmNode;
  removeNode(id: string, options?: { readonly force?: boolean }): void;
  getNode(id: string): SwarmNode;
  /** In the order in which they joined. */
  listNodes(): SwarmNode[];

  getTask(id: string): Task;
  /** In the order of their creation; all filters that are given must match. */
  listTasks(filter?: TaskFilter): Task[];

  /** By full id, then by full name (hostname for nodes), then by id prefix. */
  findService(argument: string): Service;
  findNode(argument: string): SwarmNode;
  findTask(argument: string): Task;

  /** Whether there is a quorum: without one no write may be asked for. */
  readonly commits: boolean;

  readonly settings: ClusterSettings;
  updateSettings(settings: ClusterSettings): void;
}
