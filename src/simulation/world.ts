import { JoinTokens } from '../docker/join-tokens.ts';
import { plainNetwork } from '../docker/networks.ts';
import { EventLoop } from '../kernel/event-loop.ts';
import { RandomStreams } from '../kernel/random-streams.ts';
import { Fingerprint } from '../metrics/fingerprint.ts';
import type { Change } from '../swarm/change.ts';
import { docker2010, type Profile, swarmkit } from '../swarm/profile.ts';
import type { PlacementObserver } from '../swarm/scheduler/decisions/placement-decision.ts';
import { strategyNamed } from '../swarm/scheduler/strategies/registry.ts';
import type { PlacementStrategy } from '../swarm/scheduler/strategy.ts';
import { Swarm } from '../swarm/swarm.ts';
import { Traffic } from '../traffic/traffic.ts';
import type { LatencyWindow, TaskDescription } from '../traffic/traffic-options.ts';
import { startAutoscaling } from './autoscaling.ts';
import { SimulatedContainers } from './container-runtime.ts';
import { swarmId, swarmNetworks } from './engine-facts.ts';
import { findImage } from './find-image.ts';
import { hasPath } from './host-paths.ts';
import { ImageRegistry } from './image-registry.ts';
import { type FormedSwarm, type MachineWorld, managerAddresses, SimulatedMachine } from './machines.ts';
import { Mesh } from './mesh.ts';
import { NodeDirectory } from './node-directory.ts';
import { Phases } from './phases/phases.ts';
import { EngineEventRecorder } from './recorders/engine-event-recorder.ts';
import { LoadRecorder } from './recorders/load-recorder.ts';
import { Recording } from './recording.ts';
import { callsOf, type ImageSpec, type ProfileName, type Scenario } from './scenario.ts';
import type { SimulationOptions } from './simulation-options.ts';
import { TrafficPorts } from './traffic-ports.ts';
import { nanoPerCpu } from './units.ts';

const profiles: Readonly<Record<ProfileName, Profile>> = { 'docker-20.10': docker2010, swarmkit };

/**
 * Everything that a scenario describes, built and wired:
 *
 *   machines ─▶ Swarm ─▶ SimulatedContainers ─▶ TrafficPorts ─▶ Traffic
 *                 │            └ ImageRegistry        ▲            │
 *                 └─ changes ─▶ Recording, Mesh ──────┘            └─▶ LoadRecorder
 */
export class World {
  readonly scenario: Scenario;
  readonly loop: EventLoop;
  readonly random: RandomStreams;
  readonly fingerprint = new Fingerprint();
  readonly directory = new NodeDirectory();
  readonly recording: Recording;
  readonly loads: LoadRecorder;
  readonly traffic: Traffic;
  readonly phases: Phases;
  readonly machines: readonly SimulatedMachine[];
  readonly #machineByName: ReadonlyMap<string, SimulatedMachine>;
  readonly #registry: ImageRegistry;
  readonly #ports: TrafficPorts;
  readonly #mesh: Mesh;
  readonly #containers: SimulatedContainers[] = [];
  readonly #swarms: FormedSwarm[] = [];
  readonly #strategy: PlacementStrategy;
  readonly #placements: PlacementObserver | undefined;
  /** `null` = nobody asks. */
  readonly #engineEvents: EngineEventRecorder | null;
  readonly #containerTimes: NonNullable<SimulationOptions['containerTimes']>;

  constructor(scenario: Scenario, windows: readonly LatencyWindow[], options: SimulationOptions) {
    const { strategies = [], events, containerTimes = (_, drawn) => drawn } = options;
    this.#containerTimes = containerTimes;
    this.#placements = options.placements;
    this.#engineEvents = options.engineEvents === true || asksForEvents(scenario) ? new EngineEventRecorder() : null;
    this.scenario = scenario;
    this.loop = new EventLoop(events);
    this.#strategy = strategyNamed(scenario.placement, strategies);
    this.random = new RandomStreams(scenario.seed);
    this.recording = new Recording(this.directory, this.fingerprint);
    this.loads = new LoadRecorder(
      (index) => this.directory.view(scenario.cluster.nodes[index]?.name ?? ''),
      (what) => this.recording.events.note(this.loop.nowMs, 'balancer', what),
      (_task, description, limitBytes) => this.#killForMemory(description, limitBytes),
    );
    if (scenario.warmupMs > 0) {
      this.loop.call(scenario.warmupMs, () => this.recording.services.startBooks(this.loop.nowMs));
    }
    this.traffic = this.#makeTraffic(windows);
    this.#registry = new ImageRegistry(this.loop, scenario.cluster.registryBytesPerMs);
    this.#ports = new TrafficPorts(this.traffic, (nodeId) => this.directory.nameOf(nodeId));
    this.#mesh = new Mesh(this.traffic, this.directory);
    const machineWorld = this.#machineWorld();
    this.machines = scenario.cluster.nodes.map((spec) => new SimulatedMachine(spec, machineWorld));
    this.#machineByName = new Map(this.machines.map((machine) => [machine.spec.name, machine]));
    this.phases = this.#makePhases();
  }

  /** All that there are; the first one formed first. */
  get swarms(): readonly FormedSwarm[] {
    return this.#swarms;
  }

  machineNamed(name: string): SimulatedMachine {
    const machine = this.#machineByName.get(name);
    if (machine === undefined) throw new Error(`the scenario has no machine ${name}`);
    return machine;
  }

  /**
   * Where a command is typed unless it says `on`: the first manager that is up, or, if all are down, the first one; on
   * bare ground the first machine meant to be one.
   */
  get defaultMachine(): SimulatedMachine {
    const managers = this.machines.filter(({ membership }) => membership?.isManager === true);
    const candidates = managers.length > 0 ? managers : this.machines.filter(({ spec }) => spec.role === 'manager');
    const found = candidates.find(({ up }) => up) ?? candidates[0] ?? this.machines[0];
    if (found === undefined) throw new Error('the scenario has no machines');
    return found;
  }

  /** Whether the scenario says how containers of an image behave. */
  declares(reference: string): boolean {
    return findImage(this.scenario, reference) !== undefined;
  }

  /** What a compose file says that comes with the scenario; `undefined` = there is none of that name. */
  composeFile(name: string): unknown {
    const { composeFiles } = this.scenario;
    return Object.hasOwn(composeFiles, name) ? composeFiles[name] : undefined;
  }

  /** The containers that run for a slot of a service stand still until the function that this returns is called; `null` = there are none. */
  pauseSlot(service: string, slot: number | string): (() => void) | null {
    const goOn = this.#ports.pauseSlot(service, slot);
    if (goOn.length === 0) return null;
    return () => {
      for (const each of goOn) each();
    };
  }

  /** No image can be pulled until the function that this returns is called. */
  failRegistry(): () => void {
    return this.#registry.fail();
  }

  /** These machines are cut off from all others, as a group, until the function that this returns is called. */
  cut(names: readonly string[]): () => void {
    const machines = names.map((name) => this.machineNamed(name));
    for (const machine of machines) machine.cut(1);
    const ends = this.#swarms.map(({ swarm }) => {
      const members = machines.filter(({ membership }) => membership?.swarm.swarm === swarm);
      return swarm.cut(members.map(({ membership }) => membership!.nodeId));
    });
    for (const { membership, spec } of machines)
      if (membership === null) this.traffic.nodeCut(this.traffic.nodeNamed(spec.name));
    return () => {
      for (const machine of machines) machine.cut(-1);
      for (const end of ends) end();
      for (const { membership, spec, inTouch } of machines)
        if (membership === null && inTouch) this.traffic.nodeBack(this.traffic.nodeNamed(spec.name));
    };
  }

  /** These machines form a swarm at this instant; the first manager leads. */
  formSwarm(members: readonly SimulatedMachine[] = this.machines): FormedSwarm {
    const { taskHistoryLimit, heartbeatPeriodMs } = this.scenario.cluster;
    const formed = this.#createSwarm({ taskHistoryLimit, heartbeatPeriodMs });
    const managersFirst = [...members].sort((a, b) => rank(a) - rank(b));
    for (const machine of managersFirst) machine.belong(formed);
    for (const network of this.scenario.overlayNetworks) {
      formed.networks.add({ ...plainNetwork, ...network, id: swarmId(this.random.stream('docker')), scope: 'swarm' });
    }
    return formed;
  }

  #makePhases(): Phases {
    const { loop, traffic, recording, directory, scenario } = this;
    const world = {
      ...{ loop, traffic, services: recording.services },
      agreesOn: (machine: string) => {
        const { state } = directory.view(directory.nameOf(machine));
        const inTouch = this.#machineByName.get(directory.nameOf(machine))?.inTouch;
        return state === '' || (state === 'ready') === inTouch;
      },
      isDrained: (machine: string) => directory.view(directory.nameOf(machine)).availability === 'drain',
      processesOn: (machine: string) => recording.processes.on(directory.nameOf(machine)),
    };
    return new Phases(world, scenario.phases, scenario.timeline, scenario.warmupMs);
  }

  #makeTraffic(windows: readonly LatencyWindow[]): Traffic {
    const { scenario } = this;
    return new Traffic({
      loop: this.loop,
      random: this.random,
      fingerprint: this.fingerprint,
      observer: this.loads,
      network: scenario.network,
      cpuSharing: scenario.cpuSharing,
      nodes: scenario.cluster.nodes.map(({ name, address, nanoCpus, speed, memoryBytes, labels }) => ({
        name,
        address,
        cpus: nanoCpus / nanoPerCpu,
        speed,
        memoryBytes,
        labels,
        weight: Number(labels['ipvs.weight'] ?? 1),
      })),
      clients: scenario.clients,
      calls: callsOf(scenario.images),
      balancers: scenario.balancers,
      windows,
      durationMs: scenario.durationMs,
      warmupMs: scenario.warmupMs,
      intervalMs: scenario.intervalMs,
      startUnixMs: scenario.startUnixMs,
    });
  }

  #machineWorld(): MachineWorld {
    return {
      startUnixMs: this.scenario.startUnixMs,
      random: this.random.stream('docker'),
      createSwarm: (settings) => this.#createSwarm(settings),
      composeFile: (name) => this.composeFile(name),
      imageIsKnown: (reference) => this.#imageIsKnown(reference),
      commandOf: (reference) => this.#imageOf(reference).command,
      whenReady,
      eventsOn: (nodeId, isManager) => this.#engineEvents?.on(nodeId, isManager) ?? [],
      wentDown: ({ spec }) => {
        this.traffic.nodeLost(this.traffic.nodeNamed(spec.name));
        this.#registry.abandon(spec.name);
      },
      cameBack: ({ spec }) => this.traffic.nodeBack(this.traffic.nodeNamed(spec.name)),
      machines: () => this.machines,
      later: (delayMs, action) => this.loop.call(delayMs, action),
    };
  }

  /** The kernel has chosen it: its process ends, after what is under way in this instant. */
  #killForMemory({ id, service, slot, node }: TaskDescription, limitBytes: number): void {
    const machine = this.scenario.cluster.nodes[node]!.name;
    const name = slot > 0 ? `${service}.${slot}` : service;
    const why = Number.isFinite(limitBytes) ? ` (${Math.round(limitBytes / 2 ** 20)} MiB are used up)` : '';
    this.recording.events.note(this.loop.nowMs, 'oom', `${name} on ${machine}${why}`);
    this.loop.call(0, () => {
      for (const containers of this.#containers) containers.kill({ id });
    });
  }

  #createSwarm(settings: { taskHistoryLimit: number; heartbeatPeriodMs: number }): FormedSwarm {
    const containers = this.#makeContainers();
    this.#containers.push(containers);
    const swarm = new Swarm({
      loop: this.loop,
      random: this.random,
      profile: profiles[this.scenario.profile],
      runtime: containers,
      backends: this.#ports,
      strategy: this.#strategy,
      rebalance: this.scenario.rebalance,
      placements: this.#placements,
      settings,
    });
    containers.report(swarm.containerEvents);
    this.recording.watch(swarm, () => this.phases.changed());
    swarm.watch((change: Change, nowMs) => {
      this.#mesh.record(change);
      this.#engineEvents?.record(change, nowMs);
    });
    const random = this.random.stream('docker');
    const formed: FormedSwarm = {
      swarm,
      clusterId: swarmId(random),
      control: swarm.control,
      tokens: new JoinTokens(random),
      networks: swarmNetworks(random),
      managerAddresses: () => managerAddresses(this.machines, formed),
    };
    this.#swarms.push(formed);
    const { loop, traffic, recording } = this;
    startAutoscaling(this.scenario.autoscale, { loop, control: swarm.control, traffic, events: recording.events });
    return formed;
  }

  #makeContainers(): SimulatedContainers {
    return new SimulatedContainers({
      loop: this.loop,
      random: this.random,
      registry: this.#registry,
      stations: this.#ports,
      imageOf: (reference) => this.#imageOf(reference),
      hasPath: (name, path) => hasPath(this.machineNamed(name).spec.paths, path),
      downloadBytesPerMs: (name) => this.machineNamed(name).spec.downloadBytesPerMs,
      timesOf: this.#containerTimes,
      told: (task, action, more = {}) => this.#engineEvents?.container(task, action, more, this.loop.nowMs),
      processChanged: (task, step) => {
        this.recording.process(task, step, this.loop.nowMs);
        this.phases.changed();
      },
    });
  }

  #imageOf(reference: string): ImageSpec {
    const image = findImage(this.scenario, reference);
    if (image === undefined) throw new Error(`the scenario declares no image ${reference}`);
    return image;
  }

  /** A registry that serves nothing, or is away, knows nothing. */
  #imageIsKnown(reference: string): boolean {
    const image = findImage(this.scenario, reference);
    return image !== undefined && !image.missing && this.scenario.cluster.registryBytesPerMs > 0 && this.#registry.isUp;
  }
}

function asksForEvents({ timeline }: Scenario): boolean {
  return timeline.some(({ action }) => action.kind === 'docker' && /\bevents\b/.test(action.command));
}

function rank(machine: SimulatedMachine): number {
  return machine.spec.role === 'manager' ? 0 : 1;
}

function whenReady(formed: FormedSwarm, nodeId: string, action: () => void): void {
  const stop = formed.swarm.watch((change) => {
    if (change.kind !== 'node' || change.after?.id !== nodeId || change.after.status.state !== 'ready') return;
    stop();
    action();
  });
}
