import { EventLoop } from '../../../src/kernel/event-loop.ts';
import { firstChecksMs } from '../../../src/traffic/balancer/checks/first-checks.ts';
import { ServerChecks } from '../../../src/traffic/balancer/checks/server-checks.ts';
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

const shown = { up: 'UP', down: 'DOWN', stopping: 'stopping' } as const;

/** The checks of a configuration's servers from `begunMs` on, when the first check of all is made, until `untilMs`. */
export function playChecks(
  { backends, checkPace }: BalancerSpec,
  events: readonly HealthEvent[],
  { begunMs, untilMs, latenessMs }: { readonly begunMs: number; readonly untilMs: number; readonly latenessMs: number },
): CheckRun {
  const loop = new EventLoop();
  const backend = backends[0]!;
  const transitions: Transition[] = [];
  const servers = backend.servers.map(() => new VirtualServer(loop, latenessMs));
  for (const { t, server, is } of events) {
    loop.call(t, () => {
      servers[server - 1]!.behaviour = is;
    });
  }
  const checked = backend.servers.flatMap(({ name, check }, index) => (check === null ? [] : [{ name, check, index }]));
  const delays = firstChecksMs(
    checked.map(({ check }) => check),
    checkPace,
  );
  checked.forEach(({ name, check, index }, k) => {
    const checks = new ServerChecks({
      ...{ loop, spec: check, probe: servers[index]!, connectTimeoutMs: backend.timeouts.connectMs },
      ...{ spreadPercent: checkPace.spreadPercent, seed: k },
      changed: (state, reason) => transitions.push({ t: loop.nowMs, server: name, state: shown[state], reason }),
      checkFailed: () => {},
    });
    checks.begin(begunMs + delays[k]!);
  });
  loop.runUntil(untilMs);
  return {
    transitions,
    asked: servers.flatMap(({ asked }) => asked),
    received: Object.fromEntries(checked.map(({ name, index }) => [name, servers[index]!.received])),
  };
}
