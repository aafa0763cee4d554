import type { RandomStream } from '../../kernel/random-stream.ts';
import type { SwarmNode } from '../objects/node.ts';
import type { GenericResource } from '../objects/resources.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import { DecisionWatch } from './decisions/decision-watch.ts';
import type { PlacementObserver } from './decisions/placement-decision.ts';
import { Group } from './group.ts';
import { NodeSet } from './node-set.ts';
import { Pipeline } from './pipeline.ts';
import { serviceKeyOf } from './recent-failures.ts';
import type { PlacementStrategy } from './strategy.ts';
import { Trial } from './trial.ts';

export interface SchedulerOptions {
  readonly strategy: PlacementStrategy;
  /** Decides between equally good nodes and branches, and which task of a group goes where. */
  readonly random: RandomStream;
  readonly nowMs: () => number;
  /** Is told why; nobody unless given. It changes no decision. */
  readonly observer?: PlacementObserver | undefined;
}

export interface Assignment {
  readonly task: Task;
  readonly nodeId: string;
  /** What of the node's generic resources it was given. */
  readonly generic: readonly GenericResource[];
}

export interface GroupPlacement {
  readonly assignments: readonly Assignment[];
  readonly unplaced: readonly Task[];
  /** Why some are unplaced, in SwarmKit's words, without the `no suitable node (…)` around it. Empty if none are. */
  readonly explanation: string;
}

/** An explanation without words means that the node is not known: nothing is to be written to the task. */
export type PreassignedCheck =
  | { readonly ok: true; readonly generic: readonly GenericResource[] }
  | { readonly ok: false; readonly explanation: string };

/**
 * Decides which node takes which task, and keeps account of what each node has left. It follows the store by `upsert…` and
 * `remove…`, and claims what it decides at once. When to decide, and on which tasks, is its caller's business.
 * Source: SwarmKit `manager/scheduler/scheduler.go`.
 */
export class Scheduler {
  readonly #strategy: PlacementStrategy;
  readonly #random: RandomStream;
  readonly #nowMs: () => number;
  readonly #nodes: NodeSet;
  readonly #pipeline = new Pipeline();
  readonly #watch: DecisionWatch | null;
  /** The node (or none: empty) of each task that is pending or further, and has not ended. */
  readonly #nodeOfTask = new Map<string, string>();
  /** Tasks that came with a node while pending (those of global services), also after their confirmation. */
  readonly #preassigned = new Set<string>();

  constructor({ strategy, random, nowMs, observer }: SchedulerOptions) {
    this.#watch = observer === undefined ? null : new DecisionWatch(observer, strategy);
    this.#strategy = strategy;
    this.#random = random;
    this.#nowMs = nowMs;
    this.#nodes = new NodeSet(random);
  }

  /** A node is new or has changed. The order in which nodes come first matters to ties. */
  upsertNode(node: SwarmNode): void {
    this.#nodes.upsert(node);
  }

  /** Forgets the node with all that it held, and its failures. */
  removeNode(nodeId: string): void {
    this.#nodes.remove(nodeId);
  }

  /**
   * A task is new or has changed. With a node and further than pending it claims what it needs there; once it has ended it
   * gives it back, and a failure is noted against its node. Answers whether a tracked task has ended, so that others may
   * find room.
   */
  upsertTask(task: Task): boolean {
    const { state } = task.status;
    if (state < TaskState.pending) return false;
    if (state > TaskState.running) return this.#ended(task);
    const pending = task.nodeId === '' || state === TaskState.pending;
    if (pending) {
      this.deleteTask(task.id);
      if (task.nodeId !== '') this.#preassigned.add(task.id);
    }
    this.#nodeOfTask.set(task.id, task.nodeId);
    if (!pending) this.#nodes.get(task.nodeId)?.add(task);
    return false;
  }

  /** Answers whether the task held a place on a node. */
  deleteTask(taskId: string): boolean {
    this.#preassigned.delete(taskId);
    const held = this.undo(taskId);
    this.#nodeOfTask.delete(taskId);
    return held;
  }

  /**
   * Finds nodes for tasks of one service and version, which are pending and have none. They hold their claims from now on;
   * {@link undo} one whose assignment could not be written.
   */
  scheduleGroup(tasks: readonly Task[]): GroupPlacement {
    const [first] = tasks;
    if (first === undefined) return { assignments: [], unplaced: [], explanation: '' };
    this.#pipeline.setTask(first);
    const surroundings = {
      nodes: this.#nodes.turn(),
      pipeline: this.#pipeline,
      random: this.#random,
      nowMs: this.#nowMs(),
    };
    const group = new Group(tasks, surroundings, this.#watch);
    this.#strategy.place(group);
    for (const { task, nodeId } of group.assignments) this.#nodeOfTask.set(task.id, nodeId);
    const { assignments, unplaced } = group;
    for (const task of this.#watch === null ? [] : unplaced) this.#watch?.leaving(task, group);
    return { assignments, unplaced, explanation: unplaced.length === 0 ? '' : this.#pipeline.explain() };
  }

  /** Gives back what the task holds; it is pending again. Answers whether it held a place on a node. */
  undo(taskId: string): boolean {
    const nodeId = this.#nodeOfTask.get(taskId);
    if (nodeId === undefined) return false;
    return this.#nodes.get(nodeId)?.remove(taskId) ?? false;
  }

  /** Whether a pending task fits on the node that it has been given; if so it holds its claims from now on. */
  checkPreassigned(task: Task): PreassignedCheck {
    const node = this.#nodes.get(task.nodeId);
    if (node === undefined) return { ok: false, explanation: '' };
    this.#pipeline.setTask(task);
    this.#watch?.checking(task, this.#pipeline, node, this.#nowMs());
    if (!this.#pipeline.passes(node)) return { ok: false, explanation: this.#pipeline.explain() };
    this.#nodeOfTask.set(task.id, task.nodeId);
    return { ok: true, generic: node.add(task) };
  }

  /**
   * Where the strategy would put a task that has a node if it had to place it anew, without it where it is: `null` =
   * nowhere. As in an update that stops first, the task counts as active no more but holds its resources still. Changes
   * nothing; the choices are drawn from `random`.
   */
  wouldPlace(task: Task, random: RandomStream): string | null {
    const node = this.#nodes.get(task.nodeId);
    node?.add({ ...task, desiredState: TaskState.shutdown });
    const fresh = { ...task, nodeId: '', status: { ...task.status, state: TaskState.pending } };
    this.#pipeline.setTask(fresh);
    const trial = new Trial(fresh, {
      nodes: this.#nodes.turn(random),
      pipeline: this.#pipeline,
      random,
      nowMs: this.#nowMs(),
    });
    this.#strategy.place(trial);
    node?.add(task);
    return trial.nodeId;
  }

  #ended(task: Task): boolean {
    if (!this.#nodeOfTask.has(task.id)) return false;
    const { state } = task.status;
    const failed = state === TaskState.failed || state === TaskState.rejected;
    if (failed && !this.#preassigned.has(task.id)) {
      this.#nodes.recordFailure(task.nodeId, serviceKeyOf(task), this.#nowMs());
    }
    this.deleteTask(task.id);
    return true;
  }
}
