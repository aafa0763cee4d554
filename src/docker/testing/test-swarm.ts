import { EventLoop } from '../../kernel/event-loop.ts';
import { RandomStreams } from '../../kernel/random-streams.ts';
import { Control } from '../../swarm/control/control.ts';
import type { NodeRole, SwarmNode } from '../../swarm/objects/node.ts';
import type { Task } from '../../swarm/objects/task.ts';
import { IdSource } from '../../swarm/store/ids.ts';
import { Store } from '../../swarm/store/store.ts';
import { DockerUsageError } from '../command-line/usage-error.ts';
import { measuredTimings } from '../command-timings.ts';
import type { DockerHost, HostedSwarm, InitRequest, JoinRequest, SwarmMembership } from '../host.ts';
import { JoinTokens } from '../join-tokens.ts';
import { Networks, plainNetwork } from '../networks.ts';
import { parseCommand } from '../parse-command.ts';
import type { CommandResult, CommandWatch } from '../run-command.ts';
import { runCommand } from '../run-command.ts';

export interface TestMachine {
  readonly name: string;
  /** 25 letters. */
  readonly id: string;
  readonly role: NodeRole;
}

type TaskDraft = Omit<Task, 'version' | 'createdAtMs' | 'updatedAtMs'>;

/** A store with a control API and machines around it, but no control loop: nothing happens that a test does not do. */
export class TestSwarm {
  readonly loop = new EventLoop();
  readonly #random = new RandomStreams(1);
  readonly store = new Store(() => this.loop.nowMs);
  readonly control = new Control(this.store, new IdSource(this.#random.stream('ids')), {
    commits: true,
    canRemove: () => true,
    statusOf: ({ id, role, status }) =>
      role === 'manager'
        ? { leader: id === this.#firstId, reachability: 'reachable', addr: `${status.addr}:2377` }
        : null,
  });
  readonly hosts = new Map<string, TestHost>();
  readonly hosted: HostedSwarm = {
    clusterId: 'cluster',
    control: this.control,
    tokens: new JoinTokens(this.#random.stream('tokens')),
    networks: new Networks([]),
    managerAddresses: () => ['192.168.99.100:2377'],
  };

  readonly #firstId: string;
  /** What compose files say, by name. */
  readonly composeFiles: Record<string, unknown> = {};

  constructor(machines: readonly TestMachine[], formed = true) {
    this.#firstId = machines[0]?.id ?? '';
    machines.forEach((machine, index) => {
      const host = new TestHost(this, machine, `192.168.99.${100 + index}`, this.#random.stream(machine.name));
      this.hosts.set(machine.name, host);
      if (formed) host.enter(machine.role);
    });
  }

  /**
   * Runs a command, the simulated time that it takes included, until the engine has answered: nothing here ever starts
   * the tasks for which a client that is not detached would wait.
   */
  run(line: string, on: string): CommandResult {
    const host = this.hosts.get(on);
    if (host === undefined) throw new Error(`no machine ${on}`);
    let result: CommandResult | null = null;
    const startedMs = this.loop.nowMs;
    let terminal: Omit<CommandResult, 'tookMs'> | null = null;
    const watch: CommandWatch = {
      begun: (begun) => {
        terminal = begun;
      },
      answered: () => {
        const { stdout, stderr, exitCode } = terminal!;
        result = { stdout, stderr, exitCode, tookMs: this.loop.nowMs - startedMs };
      },
    };
    try {
      const timings = { ...measuredTimings, firstLookMs: 1_000 };
      runCommand(parseCommand(line), host, this.loop, () => {}, watch, timings);
    } catch (error) {
      if (!(error instanceof DockerUsageError)) throw error;
      return { stdout: '', stderr: `${error.message}\n`, exitCode: error.exitCode, tookMs: 0 };
    }
    while (result === null && this.loop.step());
    if (result === null) throw new Error(`${line}: never returned`);
    return result;
  }

  addNode(node: Omit<SwarmNode, 'version' | 'createdAtMs' | 'updatedAtMs'>): void {
    this.store.update((tx) => {
      tx.createNode(node);
    });
  }

  addTask(task: TaskDraft): void {
    this.store.update((tx) => {
      tx.createTask(task);
    });
  }
}

export class TestHost implements DockerHost {
  readonly machine: DockerHost['machine'];
  readonly counts = { containersRunning: 1, containersStopped: 2, images: 3 };
  readonly localNetworks = new Networks([
    { ...plainNetwork, id: 'aaaa', name: 'bridge', driver: 'bridge', scope: 'local' },
  ]);
  readonly startUnixMs = Date.UTC(2026, 0, 1);
  readonly random: DockerHost['random'];
  membership: SwarmMembership | null = null;
  readonly #swarm: TestSwarm;
  readonly #id: string;

  constructor(swarm: TestSwarm, { name, id }: TestMachine, address: string, random: DockerHost['random']) {
    this.#swarm = swarm;
    this.#id = id;
    this.random = random;
    this.machine = {
      name,
      address,
      resources: { nanoCpus: 2e9, memoryBytes: 2 * 1024 ** 3, generic: [] },
      platform: { os: 'linux', arch: 'x86_64' },
      engineVersion: '20.10.24+dfsg1',
      engineLabels: {},
      plugins: [
        { type: 'Network', name: 'bridge' },
        { type: 'Network', name: 'overlay' },
        { type: 'Volume', name: 'local' },
      ],
    };
  }

  registryHas(image: string): boolean {
    return !image.startsWith('missing');
  }

  composeFile(name: string): unknown {
    return this.#swarm.composeFiles[name];
  }

  initSwarm(_request: InitRequest): void {
    this.enter('manager');
  }

  joinSwarm(request: JoinRequest, done: (refusal: string) => void): void {
    this.#swarm.loop.call(1_000, () => {
      const admission = this.#swarm.hosted.tokens.admit(request.token);
      if ('role' in admission) this.enter(admission.role);
      done('refusal' in admission ? admission.refusal : '');
    });
  }

  events(): [] {
    return [];
  }

  containers(): [] {
    return [];
  }

  leaveSwarm(): void {
    this.membership = null;
  }

  enter(role: NodeRole): void {
    const { name, address, platform, resources, plugins, engineLabels, engineVersion } = this.machine;
    this.#swarm.addNode({
      id: this.#id,
      spec: { name: '', labels: {}, desiredRole: role, availability: 'active' },
      role,
      status: { state: 'ready', message: '', addr: address },
      description: {
        hostname: name,
        platform,
        resources,
        engine: { version: engineVersion, labels: engineLabels, plugins },
      },
      managerStatus: null,
    });
    this.membership = {
      nodeId: this.#id,
      isManager: role === 'manager',
      swarm: this.#swarm.hosted,
      ask: (_access, then) => then(null),
    };
  }
}
