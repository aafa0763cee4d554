import { EventLoop } from '../../../src/kernel/event-loop.ts';
import { firstChecksMs } from '../../../src/traffic/balancer/checks/first-checks.ts';
import { ServerChecks } from '../../../src/traffic/balancer/checks/server-checks.ts';
import type { HealthState } from '../../../src/traffic/balancer/pool-server.ts';
import type { BalancerSpec } from '../../../src/traffic/spec.ts';
import { type Behaviour, VirtualServer } from './virtual-server.ts';

export interface HealthEvent {
  /** Ms since the process began. */
  readonly t: number;
  /** From 1. */
  readonly server: number;
  readonly is: Behaviour;
}

export interface Transition {
  readonly t: number;
  readonly server: string;
  readonly state: string;
  readonly reason: string;
}

export interface CheckRun {
  readonly transitions: readonly Transition[];
  /** By server: when its checks arrived. */
  readonly received: Readonly<Record<string, readonly number[]>>;
  /** When a check of any server began. */
  readonly asked: readonly number[];
}

export const shown = { up: 'UP', down: 'DOWN', stopping: 'stopping' } as const;

/** The checks of a configuration's servers from `begunMs` on, when the first check of all is made, until `untilMs`. */
export function playChecks(
  spec: BalancerSpec,
  events: readonly HealthEvent[],
  { begunMs, untilMs, latenessMs }: { readonly begunMs: number; readonly untilMs: number; readonly latenessMs: number },
): CheckRun {
  const loop = new EventLoop();
  const declared = spec.backends[0]!.servers;
  const transitions: Transition[] = [];
  const servers = declared.map(() => new VirtualServer(loop, latenessMs));
  for (const { t, server, is } of events) {
    loop.call(t, () => {
      servers[server - 1]!.behaviour = is;
    });
  }
  beginChecks(spec, loop, servers, begunMs, (server, state, reason) =>
    transitions.push({ t: loop.nowMs, server: declared[server]!.name, state: shown[state], reason }),
  );
  loop.runUntil(untilMs);
  return {
    transitions,
    asked: servers.flatMap(({ asked }) => asked),
    received: Object.fromEntries(servers.map(({ received }, index) => [declared[index]!.name, received])),
  };
}

/** Checks of virtual servers as a balancer begins them. Answers the checks, by server. */
export function beginChecks(
  { backends, checkPace }: BalancerSpec,
  loop: EventLoop,
  servers: readonly VirtualServer[],
  begunMs: number,
  changed: (server: number, state: HealthState, reason: string) => void,
): (ServerChecks | null)[] {
  const backend = backends[0]!;
  const specs = backend.servers.flatMap(({ check }) => (check === null ? [] : [check]));
  const delays = firstChecksMs(specs, checkPace);
  return backend.servers.map(({ check }, index) => {
    if (check === null) return null;
    const checks = new ServerChecks({
      ...{ loop, spec: check, probe: servers[index]!, connectTimeoutMs: backend.timeouts.connectMs },
      ...{ spreadPercent: checkPace.spreadPercent, seed: index },
      changed: (state, reason) => changed(index, state, reason),
      checkFailed: () => {},
    });
    checks.begin(begunMs + delays[specs.indexOf(check)]!);
    return checks;
  });
}
