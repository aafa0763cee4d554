import type { EventId } from '../../kernel/event-loop.ts';
import type { RandomStreams } from '../../kernel/random-streams.ts';
import type { Agent } from '../agent/agent.ts';
import type { NodeState, NodeStatus } from '../objects/node.ts';
import type { Task, TaskStatus } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Timings } from '../profile.ts';
import type { Component } from '../reactor.ts';
import type { StoreEvent } from '../store/feed.ts';
import type { Store } from '../store/store.ts';
import type { Timers } from '../timers.ts';
import { Heartbeat, unknownGraceMs } from './heartbeat.ts';
import { Session } from './session.ts';
import { StatusWriter } from './status-writer.ts';

/** The tasks of a node that has been down for so long are given up. Source: SwarmKit `dispatcher.go` defaultNodeDownPeriod. */
const nodeDownPeriodMs = 24 * 3_600_000;

export const heartbeatFailure = 'heartbeat failure';
const unknownNodeFailure = 'heartbeat failure for node in "unknown" state';
const leadershipChange = 'Node moved to "unknown" state due to leadership change in cluster';

interface Connection {
  readonly agent: Agent;
  readonly name: string;
  /** `null` = no session. */
  session: Session | null;
  heartbeat: Heartbeat | null;
  /** Expiry of the heartbeats, or the end of the wait for a node that is down. */
  timer: EventId | null;
}

/**
 * Between managers and agents: sends tasks to their nodes, writes what the nodes report, notices nodes that are
 * silent. Source: SwarmKit `manager/dispatcher`.
 */
export class Dispatcher implements Component {
  readonly #store: Store;
  readonly #loop: Timers;
  readonly #random: RandomStreams;
  readonly #timings: Timings;
  readonly #writer: StatusWriter;
  readonly #connections = new Map<string, Connection>();

  /** @param commits - whether a write can be committed at present */
  constructor(store: Store, loop: Timers, random: RandomStreams, timings: Timings, commits: () => boolean) {
    this.#store = store;
    this.#loop = loop;
    this.#random = random;
    this.#timings = timings;
    this.#writer = new StatusWriter(store, loop, random.stream('swarm/dispatcher'), timings.statusBatchMs, commits);
  }

  /** A node has an agent, which is not connected yet. */
  introduce(nodeId: string, name: string, agent: Agent): void {
    this.#connections.set(nodeId, { agent, name, session: null, heartbeat: null, timer: null });
  }

  /**
   * A new leader knows of no session: the nodes that were not down are unknown until they register, or down if they do not;
   * for those that are down the wait begins anew. Source: `dispatcher.go` markNodesUnknown.
   */
  takeOver(): void {
    const nodes = [...this.#store.nodes.values()];
    this.#store.batch((batch) => {
      for (const node of nodes) {
        if (node.status.state === 'down') continue;
        const status: NodeStatus = { ...node.status, state: 'unknown', message: leadershipChange };
        batch.update((tx) => tx.updateNode({ ...node, status }));
      }
    });
    for (const { id, status } of nodes) {
      const connection = this.#connections.get(id);
      if (connection === undefined) continue;
      if (status.state === 'down') this.#awaitOrphans(id, connection);
      else {
        const stream = this.#random.stream(`swarm/heartbeat/${connection.name}`);
        const graceMs = unknownGraceMs(stream, this.#store.settings.heartbeatPeriodMs);
        connection.timer = this.#loop.call(graceMs, () => this.markDown(id, unknownNodeFailure));
      }
    }
  }

  /** The agent has registered: the node is ready, gets all of its tasks and tells what has become of them. */
  connect(nodeId: string): void {
    const connection = this.#connections.get(nodeId);
    if (connection === undefined || !this.#store.nodes.has(nodeId)) return;
    this.#close(connection);
    const { heartbeatPeriodMs } = this.#store.settings;
    const stream = this.#random.stream(`swarm/heartbeat/${connection.name}`);
    connection.heartbeat = new Heartbeat(stream, heartbeatPeriodMs, this.#loop.nowMs);
    connection.session = new Session(this.#loop, connection.agent, this.#timings.assignmentBatchMs);
    if (this.#writer.stateOf(nodeId) !== 'ready') this.#setState(nodeId, 'ready', '');
    for (const [taskId, status] of connection.agent.statuses()) this.#writer.task(taskId, status);
    connection.agent.assignAll(this.#store.tasks.ofNode(nodeId).filter(isSent));
  }

  /** The agent is silent: its reports are lost to the managers, who notice when its heartbeats are overdue. `false` = it had no session. */
  lose(nodeId: string): boolean {
    const connection = this.#connections.get(nodeId);
    if (connection === undefined || connection.session === null) return false;
    const nowMs = this.#loop.nowMs;
    const expiryMs = connection.heartbeat?.expiryMs(nowMs) ?? nowMs;
    this.#close(connection);
    connection.timer = this.#loop.call(Math.max(0, expiryMs - nowMs), () => this.markDown(nodeId));
    return true;
  }

  /** The node has been silent for too long. */
  markDown(nodeId: string, message = heartbeatFailure): void {
    const connection = this.#connections.get(nodeId);
    if (connection === undefined) return;
    this.#close(connection);
    this.#setState(nodeId, 'down', message);
    this.#awaitOrphans(nodeId, connection);
  }

  /** What an agent has to tell of a task. */
  report(nodeId: string, taskId: string, status: TaskStatus): void {
    const session = this.#connections.get(nodeId)?.session ?? null;
    if (session !== null) this.#writer.task(taskId, status);
  }

  react(event: StoreEvent): void {
    if (event.kind === 'task') this.#taskChanged(event.before, event.after);
    else if (event.kind === 'node' && event.after === null && event.before !== null) this.#nodeRemoved(event.before.id);
  }

  resume(): boolean {
    return false;
  }

  #taskChanged(before: Task | null, after: Task | null): void {
    const task = after ?? before;
    if (task === null || task.nodeId === '') return;
    const session = this.#connections.get(task.nodeId)?.session;
    if (session === undefined || session === null) return;
    if (after === null) session.send(task.id, null);
    else if (isSent(after) && (before === null || differs(before, after))) session.send(task.id, after);
  }

  #nodeRemoved(nodeId: string): void {
    const connection = this.#connections.get(nodeId);
    if (connection !== undefined) this.#close(connection);
    this.#connections.delete(nodeId);
  }

  #awaitOrphans(nodeId: string, connection: Connection): void {
    connection.timer = this.#loop.call(nodeDownPeriodMs, () => this.#orphan(nodeId));
  }

  #orphan(nodeId: string): void {
    this.#store.batch((batch) => {
      for (const task of this.#store.tasks.ofNode(nodeId)) {
        const { state } = task.status;
        if (state < TaskState.assigned || state > TaskState.running) continue;
        batch.update((tx) => tx.updateTask({ ...task, status: { ...task.status, state: TaskState.orphaned } }));
      }
    });
  }

  #setState(nodeId: string, state: NodeState, message: string): void {
    const node = this.#store.nodes.get(nodeId);
    if (node !== undefined) this.#writer.node(nodeId, { ...node.status, state, message });
  }

  #close(connection: Connection): void {
    this.#stopTimer(connection);
    connection.session?.close();
    connection.session = null;
    connection.heartbeat = null;
  }

  #stopTimer(connection: Connection): void {
    if (connection.timer !== null) this.#loop.cancel(connection.timer);
    connection.timer = null;
  }
}

/** Tasks are the agent's business from ASSIGNED on. */
function isSent(task: Task): boolean {
  return task.status.state >= TaskState.assigned;
}

/** Whether the agent has to know of a change: what it has reported itself is no news to it. */
function differs(before: Task, after: Task): boolean {
  return after.status.state <= TaskState.assigned || after.desiredState !== before.desiredState;
}
