import type { EventLoop } from '../kernel/event-loop.ts';
import type { RandomStream } from '../kernel/random-stream.ts';
import type { RandomStreams } from '../kernel/random-streams.ts';
import { Agent } from './agent/agent.ts';
import { Allocator } from './allocator/allocator.ts';
import type { Change, ChangeListener } from './change.ts';
import { Control } from './control/control.ts';
import type { ClusterSettings, ControlApi } from './control-api.ts';
import { Dispatcher } from './dispatcher/dispatcher.ts';
import type { Machine, Membership } from './machine.ts';
import { managerAddress } from './manager-address.ts';
import type { ManagerStatus, SwarmNode } from './objects/node.ts';
import type { NodeResources } from './objects/resources.ts';
import { ConstraintEnforcer } from './orchestrator/constraint-enforcer.ts';
import { GlobalOrchestrator } from './orchestrator/global.ts';
import { JobsOrchestrator } from './orchestrator/jobs/jobs.ts';
import { makeOrchestratorTools } from './orchestrator/orchestrator-tools.ts';
import { ReplicatedOrchestrator } from './orchestrator/replicated.ts';
import { TaskReaper } from './orchestrator/task-reaper.ts';
import type { Backends, ContainerEvents, ContainerRuntime } from './ports.ts';
import type { Profile } from './profile.ts';
import { Reactor } from './reactor.ts';
import { Rebalancer } from './rebalancer/rebalancer.ts';
import { RoleManager } from './role-manager.ts';
import type { PlacementObserver } from './scheduler/decisions/placement-decision.ts';
import { Scheduler } from './scheduler/scheduler.ts';
import type { PlacementStrategy } from './scheduler/strategy.ts';
import { SchedulerLoop } from './scheduler-loop.ts';
import { IdSource } from './store/ids.ts';
import { Store } from './store/store.ts';

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

/** One swarm: store, control loops, dispatcher and agents, on the kernel's clock. */
export class Swarm {
  readonly control: ControlApi;
  /** What the runtime tells of containers goes here. */
  readonly containerEvents: ContainerEvents;
  readonly store: Store;
  readonly #options: SwarmOptions;
  readonly #ids: IdSource;
  readonly #dispatcher: Dispatcher;
  /** By node, those of removed nodes too: what a removed node ran goes on, and may end or die. */
  readonly #agents = new Map<string, Agent>();

  constructor(options: SwarmOptions) {
    const { loop, random, profile } = options;
    const { timings } = profile;
    this.#options = options;
    this.#ids = new IdSource(random.stream('swarm/ids'));
    this.store = new Store(() => loop.nowMs, options.settings);
    this.control = new Control(this.store, this.#ids);
    this.#dispatcher = new Dispatcher(this.store, loop, random, timings);
    this.containerEvents = {
      exited: (task, exitCode, reason) => this.#agents.get(task.nodeId)?.exited(task.id, exitCode, reason),
      health: (task, state) => this.#agents.get(task.nodeId)?.health(task.id, state),
    };
    const reactor = new Reactor(loop, this.store, timings.commitMs);
    const { store } = this;
    // Loops can only race where a commit takes time.
    const race = timings.commitMs > 0 ? random.stream('swarm/orchestrator/race') : null;
    const toolsOf = (name: string, raceRandom: RandomStream | null) =>
      makeOrchestratorTools(store, loop, this.#ids, random.stream(`swarm/orchestrator/${name}`), raceRandom);
    const replicated = toolsOf('replicated', race);
    const global = toolsOf('global', null);
    const jobs = toolsOf('jobs', null);
    const reaper = new TaskReaper(store, loop, timings.reaperBatchMs);
    const scheduler = new Scheduler({
      strategy: options.strategy,
      random: random.stream('swarm/scheduler'),
      nowMs: () => loop.nowMs,
      observer: options.placements,
    });
    const schedulerLoop = new SchedulerLoop(store, loop, scheduler, timings, random.stream('swarm/scheduler/groups'));
    reactor.add(new Allocator(store, loop));
    reactor.add(replicated.updates.race);
    reactor.add(new ReplicatedOrchestrator(replicated));
    replicated.updates.onWork(reactor.add(replicated.updates));
    replicated.restarts.onWork(reactor.add(replicated.restarts));
    reactor.add(new GlobalOrchestrator(global));
    global.updates.onWork(reactor.add(global.updates));
    global.restarts.onWork(reactor.add(global.restarts));
    reactor.add(new JobsOrchestrator(jobs));
    jobs.restarts.onWork(reactor.add(jobs.restarts));
    reaper.onWork(reactor.add(reaper));
    reactor.add(new ConstraintEnforcer(store, profile.semantics));
    reactor.add(new RoleManager(store));
    schedulerLoop.onWork(reactor.add(schedulerLoop));
    reactor.add(this.#dispatcher);
    if (options.rebalance === 'on-join') {
      const { ids, restarts } = replicated;
      const rebalancer = new Rebalancer({
        store,
        loop,
        ids,
        restarts,
        scheduler,
        random: random.stream('swarm/rebalancer'),
      });
      rebalancer.onWork(reactor.add(rebalancer));
    }
  }

  /** The machine becomes a node with an agent; the answer is the node's id. */
  addMachine(machine: Machine, membership: Membership): string {
    const id = membership.id ?? this.#ids.next();
    const node = newNode(id, machine, membership, this.#isFirstManager(membership));
    this.store.update((tx) => {
      tx.createNode(node);
    });
    const { loop, runtime, backends, profile } = this.#options;
    const agent = new Agent({
      loop,
      runtime,
      backends,
      timings: profile.timings,
      node: () => this.store.nodes.get(id) ?? { ...node, version: 0, createdAtMs: 0, updatedAtMs: 0 },
      report: (taskId, status) => this.#dispatcher.report(id, taskId, status),
    });
    this.#agents.set(id, agent);
    this.#dispatcher.introduce(id, machine.name, agent);
    this.#dispatcher.connect(id);
    return id;
  }

  /** The machine dies without a word: heartbeats cease, its containers are dead. */
  crash(nodeId: string): void {
    this.#agent(nodeId).machineDied();
    this.#options.backends.nodeLost(nodeId);
    this.#dispatcher.lose(nodeId);
  }

  /** The machine is up again: its agent registers and reports what has become of its tasks. */
  restore(nodeId: string): void {
    this.#agent(nodeId).machineBack();
    this.#options.backends.nodeBack(nodeId);
    this.#dispatcher.connect(nodeId);
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
    this.#dispatcher.markDown(nodeId);
  }

  /** A node that was lost sight of registers again. */
  reconnect(nodeId: string): void {
    this.#dispatcher.connect(nodeId);
  }

  /** Told of every change of nodes, services and tasks; call the answer to be told no more. */
  watch(listener: ChangeListener): () => void {
    const { loop } = this.#options;
    return this.store.onCommit((changes: readonly Change[]) => {
      for (const change of changes) listener(change, loop.nowMs);
    });
  }

  #agent(nodeId: string): Agent {
    const agent = this.#agents.get(nodeId);
    if (agent === undefined) throw new Error(`no such node: ${nodeId}`);
    return agent;
  }

  #isFirstManager({ role }: Membership): boolean {
    return role === 'manager' && [...this.store.nodes.values()].every(({ managerStatus }) => managerStatus === null);
  }
}

function newNode(id: string, machine: Machine, membership: Membership, leader: boolean) {
  const { role, availability, labels } = membership;
  const managerStatus: ManagerStatus | null =
    role === 'manager' ? { leader, reachability: 'reachable', addr: managerAddress(machine.address) } : null;
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
    managerStatus,
  } satisfies Omit<SwarmNode, 'version' | 'createdAtMs' | 'updatedAtMs'>;
}
