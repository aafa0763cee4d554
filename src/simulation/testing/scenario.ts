import { constant, noLatency } from '../../traffic/testing/traffic-world.ts';
import type { FaultAction, ImageSpec, MachineSpec, Scenario, TimelineAction, TimelineEntry } from '../scenario.ts';
import { image } from './image.ts';

/** Machine `name`: 4 CPUs, 8 GiB; a worker, unless `overrides` say otherwise. */
export function machine(name: string, overrides: Partial<MachineSpec> = {}): MachineSpec {
  return {
    name,
    role: 'worker',
    nanoCpus: 4e9,
    speed: 1,
    memoryBytes: 8 * 2 ** 30,
    generic: [],
    address: `10.0.0.${name.replace(/\D/g, '')}`,
    labels: {},
    engineLabels: {},
    platform: { os: 'linux', arch: 'x86_64' },
    availability: 'active',
    downloadBytesPerMs: 1000,
    paths: null,
    ...overrides,
  };
}

/** Machines node1 (the manager) to node`count`. */
export function machines(count: number): MachineSpec[] {
  return Array.from({ length: count }, (_, index) =>
    machine(`node${index + 1}`, { role: index === 0 ? 'manager' : 'worker' }),
  );
}

/** An image that serves: 1 ms of CPU time a request, one at a time. */
export function servingImage(name: string, overrides: Partial<ImageSpec> = {}): ImageSpec {
  const demandMs = constant(1);
  return image({
    name,
    startMs: constant(100),
    serving: { demandMs, concurrency: 1, backlog: Number.POSITIVE_INFINITY },
    ...overrides,
  });
}

export function imagesByName(...images: readonly ImageSpec[]): Record<string, ImageSpec> {
  return Object.fromEntries(images.map((each) => [each.name, each]));
}

/** A minute of a swarm of two machines, with image web:1 and no services; `overrides` say what a test is about. */
export function scenario(overrides: Partial<Scenario> = {}): Scenario {
  return {
    name: 'test',
    description: '',
    seed: 1,
    durationMs: 60_000,
    warmupMs: 0,
    intervalMs: 10_000,
    drain: false,
    startUnixMs: 0,
    profile: 'docker-20.10',
    cluster: {
      swarm: 'ready',
      nodes: machines(2),
      registryBytesPerMs: 1000,
      taskHistoryLimit: 5,
      heartbeatPeriodMs: 5000,
    },
    images: imagesByName(servingImage('web:1')),
    services: [],
    overlayNetworks: [],
    composeFiles: {},
    placement: 'spread',
    rebalance: 'off',
    autoscale: [],
    faults: [],
    balancers: [],
    clients: [],
    network: noLatency,
    cpuSharing: 'by-request',
    timeline: [],
    phases: [],
    expect: [],
    warnings: [],
    ...overrides,
  };
}

/** A command typed at an instant; `more` = where, and with which exit code it is to end. */
export function typed(
  atMs: number,
  command: string,
  more: { readonly on?: string; readonly expectExit?: number } = {},
): TimelineEntry {
  return entry(atMs, { kind: 'docker', command, on: more.on ?? null, expectExit: more.expectExit ?? null });
}

/** A runtime command of HAProxy. */
export function told(
  atMs: number,
  command: string,
  more: { readonly on?: string; readonly expectExit?: number } = {},
): TimelineEntry {
  return entry(atMs, { kind: 'haproxy', command, on: more.on ?? null, expectExit: more.expectExit ?? null });
}

export function crash(atMs: number, node: string): TimelineEntry {
  return entry(atMs, { kind: 'crash', node });
}

export function fault(atMs: number, action: FaultAction): TimelineEntry {
  return entry(atMs, action);
}

export function restore(atMs: number, node: string): TimelineEntry {
  return entry(atMs, { kind: 'restore', node });
}

function entry(atMs: number, action: TimelineAction): TimelineEntry {
  return { atMs, action, where: `timeline at ${atMs}` };
}
