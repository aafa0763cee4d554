import type { EventId, EventLoop } from '../kernel/event-loop.ts';
import type { RandomStreams } from '../kernel/random-streams.ts';
import { Agent } from './agent/agent.ts';
import type { ContainerRecord } from './agent/container-record.ts';
import { Registration } from './agent/registration.ts';
import { AddressPool } from './allocator/address-pool.ts';
import type { Change, ChangeListener } from './change.ts';
import { Control } from './control/control.ts';
import type { ControlError } from './control/control-error.ts';
import type { ClusterSettings, ControlApi } from './control-api.ts';
import { Leader } from './leader.ts';
import type { Machine, Membership } from './machine.ts';
import type { SwarmNode } from './objects/node.ts';
import type { NodeResources } from './objects/resources.ts';
import { Partitions } from './partitions.ts';
import type { Backends, ContainerEvents, ContainerRuntime } from './ports.ts';
import type { Profile } from './profile.ts';
import { type Access, askManagers } from './raft/ask-managers.ts';
import { managerView } from './raft/manager-view.ts';
import { Raft } from './raft/raft.ts';
import type { PlacementObserver } from './scheduler/decisions/placement-decision.ts';
import type { PlacementStrategy } from './scheduler/strategy.ts';
import { IdSource } from './store/ids.ts';
import { Store } from './store/store.ts';

/** After so long without an answer a call to the managers has failed. Source: SwarmKit `agent/session.go` dispatcherRPCTimeout. */
const callTimeoutMs = 5_000;

export interface SwarmOptions {
  readonly loop: EventLoop;
  readonly random: RandomStreams;
  readonly profile: Profile;
  readonly runtime: ContainerRuntime;
  readonly backends: Backends;
  readonly strategy: PlacementStrategy;
  readonly settings?: ClusterSettings;
  /** Default: off, as in Swarm. */
  readonly rebalance?: RebalancePolicy;
  /** Is told of the scheduler's decisions, and why. */
  readonly placements?: PlacementObserver | undefined;
}

/** `on-join`: what a node's coming leaves uneven is moved (what-if). */
export type RebalancePolicy = 'off' | 'on-join';

/** What runs on one node, whether it is a member still or not. */
interface NodeEngine {
  readonly name: string;
  readonly agent: Agent;
  readonly registration: Registration;
  up: boolean;
  /** It does not hear its leader, and believes that it does, until then. */
  belief: EventId | null;
}

/** One swarm: store, managers and agents, on the kernel's clock. */
export class Swarm {
  readonly control: ControlApi;
  /** What the runtime tells of containers goes here. */
  readonly containerEvents: ContainerEvents;
  readonly store: Store;
  readonly raft: Raft;
  readonly #options: SwarmOptions;
  readonly #ids: IdSource;
  readonly #partitions = new Partitions();
  readonly #addresses = new AddressPool();
  #leader: Leader | null;
  /** By node, those of removed nodes too: what a removed node ran goes on, and may end or die. */
  readonly #engines = new Map<string, NodeEngine>();

  constructor(options: SwarmOptions) {
    const { loop, random } = options;
    this.#options = options;
    this.#ids = new IdSource(random.stream('swarm/ids'));
    this.store = new Store(() => loop.nowMs, options.settings);
    this.raft = new Raft(loop, random.stream('swarm/raft'), () => this.store.commits, {
      held: () => this.#leader?.hold(),
      released: () => this.#leader?.release(),
      lost: () => this.#loseLeader(),
      elected: () => this.#beginTerm(),
    });
    this.control = new Control(this.store, this.#ids, managerView(this.raft));
    this.containerEvents = {
      exited: (task, exitCode, reason) => this.#engines.get(task.nodeId)?.agent.exited(task.id, exitCode, reason),
      health: (task, state) => this.#engines.get(task.nodeId)?.agent.health(task.id, state),
    };
    this.#leader = this.#newLeader();
  }

  /** The machine becomes a node with an agent; the answer is the node's id. */
  addMachine(machine: Machine, membership: Membership): string {
    const id = membership.id ?? this.#ids.next();
    const node = newNode(id, machine, membership);
    this.store.update((tx) => {
      tx.createNode(node);
    });
    if (membership.role === 'manager') this.raft.add(id);
    const { loop, runtime, backends, profile } = this.#options;
    const agent = new Agent({
      loop,
      runtime,
      backends,
      timings: profile.timings,
      node: () => this.store.nodes.get(id) ?? { ...node, version: 0, createdAtMs: 0, updatedAtMs: 0 },
      report: (taskId, status) => this.#leader?.dispatcher.report(id, taskId, status),
    });
    const random = this.#options.random.stream(`swarm/registration/${machine.name}`);
    const registration = new Registration(loop, random, () => this.#register(id));
    this.#engines.set(id, { name: machine.name, agent, registration, up: true, belief: null });
    this.#leader?.dispatcher.introduce(id, machine.name, agent);
    registration.begin();
    return id;
  }

  /** The machine dies without a word: heartbeats cease, its containers are dead. */
  crash(nodeId: string): void {
    this.#engine(nodeId).agent.machineDied();
    this.#options.backends.nodeLost(nodeId);
    this.#silence(nodeId);
  }

  /** The machine is up again: its agent registers and reports what has become of its tasks. */
  restore(nodeId: string): void {
    const engine = this.#engine(nodeId);
    engine.up = true;
    engine.agent.machineBack();
    this.#options.backends.nodeBack(nodeId);
    this.raft.managerCameBack(nodeId);
    engine.registration.begin();
  }

  /** The containers that the engine of a machine knows of. */
  containersOn(nodeId: string): readonly ContainerRecord[] {
    return this.#engine(nodeId).agent.containers();
  }

  /** What is done to a container by hand, at the machine where it is. */
  byHand(nodeId: string, taskId: string): ReturnType<Agent['byHand']> {
    return this.#engine(nodeId).agent.byHand(taskId);
  }

  /** Calls back when a command at a manager's engine has got through to the leader (`null`), or with the refusal. */
  ask(nodeId: string, access: Access, then: (refusal: ControlError | null) => void): void {
    askManagers(this.raft, this.#options.loop, nodeId, access, then);
  }

  /** The engine of a machine is gone: killed, and its containers go on; or told to stop, and they end with it. The managers are told nothing. */
  stopEngine(nodeId: string, how: 'killed' | 'stopped'): void {
    this.#engine(nodeId).agent.engineGone(how);
    this.#options.backends.engineLost(nodeId);
    this.#silence(nodeId);
  }

  /** The engine has come up again: it ends the containers that it finds, and registers. */
  engineStarted(nodeId: string): void {
    const engine = this.#engine(nodeId);
    engine.agent.engineStarted(() => {
      engine.up = true;
      this.#options.backends.engineBack(nodeId);
      this.raft.managerCameBack(nodeId);
      engine.registration.begin();
    });
  }

  /** Nodes that are cut off from all others, as a group, until the function that this returns is called. */
  cut(nodeIds: readonly string[]): () => void {
    const heal = this.#partitions.begin(nodeIds);
    for (const id of nodeIds) this.#options.backends.nodeCut(id);
    this.#linksChanged();
    return () => {
      heal();
      for (const id of nodeIds) if (!this.#partitions.isCutOff(id)) this.#options.backends.nodeBack(id);
      this.#linksChanged();
    };
  }

  /** The machine has other resources than before, and its agent reports them. */
  changeResources(nodeId: string, resources: NodeResources): void {
    const node = this.store.nodes.get(nodeId);
    if (node === undefined || node.description === null) throw new Error(`no such node: ${nodeId}`);
    const description = { ...node.description, resources };
    this.store.update((tx) => {
      tx.updateNode({ ...node, description });
    });
  }

  /** The managers lose sight of a node at once, while its containers go on: as if its heartbeats had expired. */
  markDown(nodeId: string): void {
    this.#leader?.dispatcher.markDown(nodeId);
  }

  /** A node that was lost sight of registers again. */
  reconnect(nodeId: string): void {
    this.#engine(nodeId).registration.begin();
  }

  /** Told of every change of nodes, services and tasks; call the answer to be told no more. */
  watch(listener: ChangeListener): () => void {
    const { loop } = this.#options;
    return this.store.onCommit((changes: readonly Change[]) => {
      for (const change of changes) listener(change, loop.nowMs);
    });
  }

  #engine(nodeId: string): NodeEngine {
    const engine = this.#engines.get(nodeId);
    if (engine === undefined) throw new Error(`no such node: ${nodeId}`);
    return engine;
  }

  /** No word comes from the node any more. */
  #silence(nodeId: string): void {
    const engine = this.#engine(nodeId);
    engine.up = false;
    this.#giveUpBelief(engine);
    engine.registration.stop();
    this.#leader?.dispatcher.lose(nodeId);
    this.raft.managerWentDown(nodeId);
  }

  /** `false` if there is nobody to register with. */
  #register(nodeId: string): boolean {
    if (this.#leader === null || this.#isApart(nodeId)) return false;
    // A manager's agent goes through its own manager alone (SwarmKit `connectionbroker`).
    if (this.raft.has(nodeId) && this.raft.wayOf(nodeId, false) !== 'open') return false;
    this.#leader.dispatcher.connect(nodeId);
    return true;
  }

  /** From the leader. */
  #isApart(nodeId: string): boolean {
    return this.#partitions.areApart(nodeId, this.raft.leaderId);
  }

  /**
   * The network was cut somewhere, or is whole again. An agent that has lost its leader goes on until its next heartbeat has
   * failed; if it hears it again before that, its session goes on as if nothing had been.
   */
  #linksChanged(): void {
    const ids = [...this.#engines.keys()];
    const managers = ids.filter((id) => this.raft.has(id));
    for (const a of managers)
      for (const b of managers) if (a < b) this.raft.setReachable(a, b, !this.#partitions.areApart(a, b));
    for (const [id, engine] of this.#engines) {
      if (!engine.up || this.#leader === null) continue;
      if (!this.#isApart(id)) {
        if (this.#giveUpBelief(engine)) this.#leader.dispatcher.connect(id);
      } else if (this.#leader.dispatcher.lose(id)) {
        const { loop, random } = this.#options;
        const untilBeatMs =
          random.stream(`swarm/partition/${engine.name}`).uniform() * this.store.settings.heartbeatPeriodMs;
        engine.belief = loop.call(untilBeatMs + callTimeoutMs, () => {
          engine.belief = null;
          engine.registration.lost();
        });
      }
    }
  }

  /** Whether there was one. */
  #giveUpBelief(engine: NodeEngine): boolean {
    if (engine.belief === null) return false;
    this.#options.loop.cancel(engine.belief);
    engine.belief = null;
    return true;
  }

  #newLeader(): Leader {
    const { store, raft } = this;
    return new Leader(this.#options, { store, raft, ids: this.#ids, addresses: this.#addresses });
  }

  /** No session outlives the leader; the containers go on. */
  #loseLeader(): void {
    this.#leader?.end();
    this.#leader = null;
    for (const engine of this.#engines.values()) {
      this.#giveUpBelief(engine);
      if (engine.up) engine.registration.lost();
    }
  }

  #beginTerm(): void {
    const leader = this.#newLeader();
    this.#leader = leader;
    for (const [id, { name, agent }] of this.#engines) {
      if (this.store.nodes.has(id)) leader.dispatcher.introduce(id, name, agent);
    }
    leader.dispatcher.takeOver();
  }
}

function newNode(id: string, machine: Machine, membership: Membership) {
  const { role, availability, labels } = membership;
  return {
    id,
    spec: { name: '', labels, desiredRole: role, availability },
    role,
    status: { state: membership.ready ? 'ready' : 'unknown', message: '', addr: machine.address },
    description: {
      hostname: machine.name,
      platform: machine.platform,
      resources: machine.resources,
      engine: { version: machine.engineVersion, labels: machine.engineLabels, plugins: machine.plugins },
    },
    managerStatus: null,
  } satisfies Omit<SwarmNode, 'version' | 'createdAtMs' | 'updatedAtMs'>;
}
