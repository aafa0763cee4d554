import type { EngineEvent } from '../docker/engine-event.ts';
import type {
  DockerHost,
  EngineCounts,
  HostContainer,
  HostedSwarm,
  InitRequest,
  JoinRequest,
  SwarmMembership,
} from '../docker/host.ts';
import type { Networks } from '../docker/networks.ts';
import { taskContainer } from '../docker/task-container.ts';
import type { RandomStream } from '../kernel/random-stream.ts';
import type { ControlError } from '../swarm/control/control-error.ts';
import type { Machine } from '../swarm/machine.ts';
import type { Plugin, SwarmNode } from '../swarm/objects/node.ts';
import type { Access } from '../swarm/raft/ask-managers.ts';
import type { Swarm } from '../swarm/swarm.ts';
import { engineCounts, engineNetworks, gatewayNetwork } from './engine-facts.ts';
import type { MachineSpec } from './scenario.ts';

/** The release whose engine the machines run. */
const engineVersion = '20.10.24';
const swarmPort = 2377;
/** moby `daemon/cluster` errSwarmJoinTimeoutReached. */
const joinTimeout =
  'Timeout was reached before node joined. The attempt to join the swarm will continue in the background. Use the "docker info" command to see the current swarm status of your node.';
/** What it brings along. */
const builtInPlugins = pluginsOf({
  Log: 'awslogs fluentd gcplogs gelf journald json-file local logentries splunk syslog',
  Network: 'bridge host ipvlan macvlan null overlay',
  Volume: 'local',
});

/** One swarm, with what its managers share. */
export interface FormedSwarm extends HostedSwarm {
  readonly swarm: Swarm;
}

/** From the start of an engine's process until it has looked after its containers. Measured on a real cluster: 1.2–1.4 s. */
const engineStartMs = 1_300;

/** What the world does for its machines. */
export interface MachineWorld {
  readonly startUnixMs: number;
  readonly random: RandomStream;
  createSwarm(settings: { taskHistoryLimit: number; heartbeatPeriodMs: number }): FormedSwarm;
  composeFile(name: string): unknown;
  imageIsKnown(reference: string): boolean;
  /** What an image runs if the service says nothing. */
  commandOf(reference: string): readonly string[];
  /** The machine is off the network, or on it again. */
  wentDown(machine: SimulatedMachine): void;
  cameBack(machine: SimulatedMachine): void;
  /** Calls back once, when the node is ready. */
  eventsOn(nodeId: string, isManager: boolean): readonly EngineEvent[];
  whenReady(swarm: FormedSwarm, nodeId: string, action: () => void): void;
  /** All machines, in the order of the scenario. */
  machines(): readonly SimulatedMachine[];
  later(delayMs: number, action: () => void): void;
}

/** A machine's place in a swarm: for good, even if the managers remove its node. */
class Member implements SwarmMembership {
  readonly swarm: FormedSwarm;
  readonly nodeId: string;

  constructor(swarm: FormedSwarm, nodeId: string) {
    this.swarm = swarm;
    this.nodeId = nodeId;
  }

  ask(access: Access, then: (refusal: ControlError | null) => void): void {
    this.swarm.swarm.ask(this.nodeId, access, then);
  }

  /** Nodes are promoted and demoted while they run. */
  get isManager(): boolean {
    return this.swarm.swarm.store.nodes.get(this.nodeId)?.role === 'manager';
  }
}

/** A machine with an engine: bare, or a member of a swarm; up, or crashed. */
export class SimulatedMachine implements DockerHost {
  readonly spec: MachineSpec;
  readonly machine: Machine;
  readonly localNetworks: Networks;
  /** Containers that are no task's. */
  readonly #held = new Set<HostContainer>();
  #runs = true;
  #engineRuns = true;
  /** Groups that it is in, of machines that are cut off from the others. */
  #cuts = 0;
  #membership: Member | null = null;
  readonly #world: MachineWorld;

  constructor(spec: MachineSpec, world: MachineWorld) {
    this.spec = spec;
    this.#world = world;
    this.machine = {
      name: spec.name,
      address: spec.address,
      resources: { nanoCpus: spec.nanoCpus, memoryBytes: spec.memoryBytes, generic: spec.generic },
      platform: spec.platform,
      engineVersion,
      engineLabels: spec.engineLabels,
      plugins: builtInPlugins,
    };
    this.localNetworks = engineNetworks(world.random);
  }

  /** It runs, whether its engine does or not. */
  get hasPower(): boolean {
    return this.#runs;
  }

  /** It runs, and its engine. */
  get up(): boolean {
    return this.#runs && this.#engineRuns;
  }

  /** The others can reach its engine. */
  get inTouch(): boolean {
    return this.up && this.#cuts === 0;
  }

  get membership(): Member | null {
    return this.#membership;
  }

  get startUnixMs(): number {
    return this.#world.startUnixMs;
  }

  get random(): RandomStream {
    return this.#world.random;
  }

  get counts(): EngineCounts {
    return this.#membership === null
      ? { containersRunning: 0, containersStopped: 0, images: 0 }
      : engineCounts(this.#membership.swarm.control, this.#membership.nodeId);
  }

  composeFile(name: string): unknown {
    return this.#world.composeFile(name);
  }

  registryHas(image: string): boolean {
    return this.#world.imageIsKnown(image);
  }

  /** One that is there beside those of tasks, until the function that this returns is called. */
  hold(container: HostContainer): () => void {
    this.#held.add(container);
    return () => this.#held.delete(container);
  }

  containers(): readonly HostContainer[] {
    return [...this.#held, ...this.#taskContainers()];
  }

  #taskContainers(): readonly HostContainer[] {
    if (this.#membership === null) return [];
    const { nodeId, swarm } = this.#membership;
    return swarm.swarm.containersOn(nodeId).map((record) => {
      const { id, spec } = record.task;
      const own = [...spec.container.command, ...spec.container.args];
      const hand = swarm.swarm.byHand(nodeId, id);
      return taskContainer(record, own.length > 0 ? own : this.#world.commandOf(spec.container.image), {
        kill: () => hand?.kill(),
        stop: (graceMs, ended) => hand?.stopByHand(graceMs, ended),
        remove: () => hand?.removeByHand(),
      });
    });
  }

  events(): readonly EngineEvent[] {
    const { membership } = this;
    return membership === null ? [] : this.#world.eventsOn(membership.nodeId, membership.isManager);
  }

  initSwarm(request: InitRequest): void {
    const formed = this.#world.createSwarm(request);
    this.#become(formed, { role: 'manager', availability: request.availability, ready: true });
  }

  joinSwarm(request: JoinRequest, done: (refusal: string) => void): void {
    const [host = ''] = request.remote.split(':');
    const manager = this.#world
      .machines()
      .find((machine) => machine.inTouch && machine.membership?.isManager === true && machine.spec.address === host);
    const asked = manager?.membership;
    if (asked === undefined || asked === null) {
      done(dialingFailed(request.remote));
      return;
    }
    asked.ask('write', (refusal) => {
      if (refusal === null) this.#enter(asked.swarm, request, done);
      else done(joinTimeout);
    });
  }

  #enter(formed: FormedSwarm, request: JoinRequest, done: (refusal: string) => void): void {
    const admission = formed.tokens.admit(request.token);
    if ('refusal' in admission) {
      done(admission.refusal);
      return;
    }
    const nodeId = this.#become(formed, { role: admission.role, availability: request.availability, ready: false });
    this.#world.whenReady(formed, nodeId, () => done(''));
  }

  /** Its containers are gone; the managers notice when its heartbeats cease. */
  leaveSwarm(): void {
    if (this.#membership === null) return;
    this.#membership.swarm.swarm.crash(this.#membership.nodeId);
    this.#membership = null;
  }

  /** Taken in at time 0, without a command. */
  belong(formed: FormedSwarm): void {
    this.#become(formed, { role: this.spec.role, availability: this.spec.availability, ready: true });
  }

  /** No effect on a machine that is down already. */
  crash(): void {
    if (!this.#runs) return;
    this.#runs = false;
    if (this.#membership !== null) this.#membership.swarm.swarm.crash(this.#membership.nodeId);
    this.#world.wentDown(this);
  }

  /** No effect on a machine that is up. */
  restore(): void {
    if (this.#runs) return;
    this.#runs = true;
    this.#engineRuns = true;
    if (this.#membership !== null) this.#membership.swarm.swarm.restore(this.#membership.nodeId);
    this.#world.cameBack(this);
  }

  /** Its engine is killed, and its containers go on; or told to stop, and they end with it. No effect where none runs. */
  stopEngine(how: 'killed' | 'stopped'): void {
    if (!this.up) return;
    this.#engineRuns = false;
    if (this.#membership !== null) this.#membership.swarm.swarm.stopEngine(this.#membership.nodeId, how);
  }

  /** The engine is started again. */
  startEngine(): void {
    if (!this.#runs || this.#engineRuns) return;
    this.#world.later(engineStartMs, () => {
      if (!this.#runs || this.#engineRuns) return;
      this.#engineRuns = true;
      if (this.#membership !== null) this.#membership.swarm.swarm.engineStarted(this.#membership.nodeId);
    });
  }

  /** One more group that it is cut off with, or one less. */
  cut(by: 1 | -1): void {
    this.#cuts += by;
  }

  #become(
    formed: FormedSwarm,
    how: { role: SwarmNode['role']; availability: SwarmNode['spec']['availability']; ready: boolean },
  ): string {
    const nodeId = formed.swarm.addMachine(this.machine, { ...how, labels: this.spec.labels });
    this.#membership = new Member(formed, nodeId);
    this.localNetworks.add(gatewayNetwork(this.spec.name));
    return nodeId;
  }
}

/** Addresses at which the managers that are up answer. */
export function managerAddresses(machines: readonly SimulatedMachine[], formed: FormedSwarm): string[] {
  return machines
    .filter((machine) => machine.up && machine.membership?.isManager === true && machine.membership.swarm === formed)
    .map((machine) => `${machine.spec.address}:${swarmPort}`);
}

/** Go's words when nobody listens at the address. */
function dialingFailed(remote: string): string {
  return (
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: ' +
    `dial tcp ${remote}: connect: connection refused"`
  );
}

/** @param names - by type, with spaces between */
function pluginsOf(names: Readonly<Record<string, string>>): Plugin[] {
  return Object.entries(names).flatMap(([type, text]) => text.split(' ').map((name) => ({ type, name })));
}
