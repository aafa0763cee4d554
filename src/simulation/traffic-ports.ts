import type { SwarmNode } from '../swarm/objects/node.ts';
import type { Task } from '../swarm/objects/task.ts';
import type { Backends } from '../swarm/ports.ts';
import type { Traffic } from '../traffic/traffic.ts';
import type { NodeHandle, TaskHandle, TaskResources } from '../traffic/traffic-options.ts';
import type { Stations } from './container-runtime.ts';
import type { ImageSpec } from './scenario.ts';
import { nanoPerCpu } from './units.ts';

/** The swarm's ports on the traffic's side: tasks and nodes by their ids there, by their handles here. */
export class TrafficPorts implements Backends, Stations {
  readonly #traffic: Traffic;
  readonly #nodeName: (nodeId: string) => string;
  readonly #handles = new Map<string, TaskHandle>();

  constructor(traffic: Traffic, nodeName: (nodeId: string) => string) {
    this.#traffic = traffic;
    this.#nodeName = nodeName;
  }

  open(task: Task, node: SwarmNode, image: ImageSpec): void {
    const handle = this.#traffic.addTask({
      id: task.id,
      service: task.serviceName,
      image: task.spec.container.image,
      slot: task.slot,
      node: this.#node(node.id),
      serving: image.serving,
      resources: resourcesOf(task),
    });
    this.#handles.set(task.id, handle);
  }

  listen(taskId: string): void {
    this.#traffic.listen(this.#handle(taskId));
  }

  look(taskId: string): 'answers' | 'refuses' | 'hangs' {
    return this.#traffic.look(this.#handle(taskId));
  }

  signal(taskId: string, notice: () => void): void {
    this.#traffic.signal(this.#handle(taskId), notice);
  }

  drain(taskId: string, onEmpty: () => void): void {
    this.#traffic.drain(this.#handle(taskId), onEmpty);
  }

  kill(taskId: string): void {
    this.#traffic.kill(this.#handle(taskId));
  }

  /** The containers that run for a slot (a machine's name: for a global service there) stand still; for each, what makes it go on. */
  pauseSlot(service: string, slot: number | string): (() => void)[] {
    const traffic = this.#traffic;
    const tasks =
      typeof slot === 'number'
        ? traffic.tasksOfSlot(service, slot)
        : traffic.tasksOnNode(service, traffic.nodeNamed(slot));
    return tasks.map((task) => traffic.pause(task));
  }

  activate(task: Task): void {
    this.#traffic.activate(this.#handle(task.id));
  }

  deactivate(task: Task): void {
    const handle = this.#handles.get(task.id);
    if (handle !== undefined) this.#traffic.deactivate(handle);
  }

  /** A container that never ran has no destination. */
  remove(task: Task): void {
    const handle = this.#handles.get(task.id);
    if (handle !== undefined) this.#traffic.remove(handle);
  }

  nodeLost(nodeId: string): void {
    this.#traffic.nodeLost(this.#node(nodeId));
  }

  nodeBack(nodeId: string): void {
    this.#traffic.nodeBack(this.#node(nodeId));
  }

  nodeCut(nodeId: string): void {
    this.#traffic.nodeCut(this.#node(nodeId));
  }

  engineLost(nodeId: string): void {
    this.#traffic.engineLost(this.#node(nodeId));
  }

  engineBack(nodeId: string): void {
    this.#traffic.engineBack(this.#node(nodeId));
  }

  #handle(taskId: string): TaskHandle {
    const handle = this.#handles.get(taskId);
    if (handle === undefined) throw new Error(`no container of task ${taskId} was started`);
    return handle;
  }

  #node(nodeId: string): NodeHandle {
    const name = this.#nodeName(nodeId);
    const handle = this.#traffic.nodeNamed(name);
    if (handle < 0) throw new Error(`the traffic knows no node ${name}`);
    return handle;
  }
}

/** Limits bind the container; reservations only set weights, and those only if the scenario asks for it. */
function resourcesOf({ spec: { limits, reservations } }: Task): TaskResources {
  return {
    limitCpus: limits.nanoCpus > 0 ? limits.nanoCpus / nanoPerCpu : Number.POSITIVE_INFINITY,
    limitMemoryBytes: limits.memoryBytes > 0 ? limits.memoryBytes : Number.POSITIVE_INFINITY,
    reservedCpus: reservations.nanoCpus / nanoPerCpu,
  };
}
