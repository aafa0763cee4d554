import { EventLoop } from '../../kernel/event-loop.ts';
import { RandomStreams } from '../../kernel/random-streams.ts';
import type { Machine, Membership } from '../machine.ts';
import type { Service, ServiceSpec } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Backends } from '../ports.ts';
import { docker2010, type Profile } from '../profile.ts';
import { spread } from '../scheduler/strategies/spread.ts';
import type { PlacementStrategy } from '../scheduler/strategy.ts';
import { type RebalancePolicy, Swarm } from '../swarm.ts';
import { type ContainerTimes, FixedContainers } from './fixed-containers.ts';

export const noTraffic: Backends = {
  ...{ activate() {}, deactivate() {}, remove() {} },
  ...{ nodeLost() {}, nodeBack() {}, nodeCut() {}, engineLost() {}, engineBack() {} },
};

/** What a test may choose. */
export interface TestSwarmOptions {
  readonly seed?: number;
  readonly profile?: Profile;
  readonly times?: ContainerTimes;
  readonly backends?: Backends;
  readonly strategy?: PlacementStrategy;
  readonly rebalance?: RebalancePolicy;
  /** So many of the nodes, the first ones, are managers; 0 = the store has none, and never fails. */
  readonly managers?: number;
}

/** A machine with 4 CPUs and 8 GiB. */
export function testMachine(name: string): Machine {
  return {
    name,
    address: '10.0.0.1',
    resources: { nanoCpus: 4e9, memoryBytes: 8 * 2 ** 30, generic: [] },
    platform: { os: 'linux', arch: 'x86_64' },
    engineVersion: '20.10.24',
    engineLabels: {},
    plugins: [],
  };
}

export const readyWorker: Membership = { role: 'worker', availability: 'active', labels: {}, ready: true };

/** A small swarm of ready workers `n1`, `n2`, … (ids and hostnames) for tests. */
export class TestSwarm {
  readonly loop = new EventLoop();
  readonly swarm: Swarm;
  readonly containers: FixedContainers;

  constructor(nodes: number, options: TestSwarmOptions = {}) {
    const runtime = new FixedContainers(this.loop, options.times ?? { prepareMs: 30, startMs: 150, stopMs: 20 });
    this.swarm = new Swarm({
      loop: this.loop,
      random: new RandomStreams(options.seed ?? 1),
      profile: options.profile ?? docker2010,
      runtime,
      backends: options.backends ?? noTraffic,
      strategy: options.strategy ?? spread,
      rebalance: options.rebalance ?? 'off',
    });
    this.containers = runtime;
    runtime.report(this.swarm.containerEvents);
    for (let i = 1; i <= nodes; i++) {
      const role = i <= (options.managers ?? 0) ? 'manager' : 'worker';
      this.swarm.addMachine(testMachine(`n${i}`), { ...readyWorker, role, id: `n${i}` });
    }
  }

  create(spec: ServiceSpec): Service {
    return this.swarm.control.createService(spec);
  }

  /** Whatever the version of the service is. */
  update(name: string, change: (spec: ServiceSpec) => ServiceSpec): void {
    const { id, version, spec } = this.swarm.control.findService(name);
    this.swarm.control.updateService(id, version, change(spec));
  }

  setAvailability(nodeId: string, availability: 'active' | 'pause' | 'drain'): void {
    const { id, version, spec } = this.swarm.control.getNode(nodeId);
    this.swarm.control.updateNode(id, version, { ...spec, availability });
  }

  running(name: string): Task[] {
    const { id } = this.swarm.control.findService(name);
    return this.swarm.control
      .listTasks({ serviceIds: [id] })
      .filter(({ status, desiredState }) => status.state === TaskState.running && desiredState === TaskState.running);
  }

  /** Simulated time from now until it holds; fails after `limitMs`. */
  runUntil(holds: () => boolean, limitMs = 300_000): number {
    const startMs = this.loop.nowMs;
    while (!holds()) {
      if (this.loop.nextTimeMs > startMs + limitMs) throw new Error(`it does not come about within ${limitMs} ms`);
      this.loop.step();
    }
    return this.loop.nowMs - startMs;
  }
}
