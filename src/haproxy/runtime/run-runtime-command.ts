import type { Backend } from '../../traffic/balancer/backend.ts';
import type { Balancer } from '../../traffic/balancer/balancer.ts';
import { isMapBased } from '../../traffic/balancer/make-algorithm.ts';
import { findServer } from './find-server.ts';
import { type RuntimeCommand, RuntimeCommandError, type WrittenWeight } from './runtime-command.ts';
import { showServersState } from './show-servers-state.ts';
import { showStat } from './show-stat.ts';

const percent = 100;
const greatestWeight = 256;

/**
 * Does what a command of the runtime API says, at this instant (haproxy 2.6: src/server.c, src/stats.c, src/proxy.c).
 *
 * @returns HAProxy's answer; an empty line, if all is said with that
 * @throws {RuntimeCommandError} in HAProxy's words
 */
export function runRuntimeCommand(command: RuntimeCommand, { backends }: Balancer, nowMs: number): string {
  switch (command.kind) {
    case 'show stat':
      return showStat(backends);
    case 'show backend':
      return `# name\n${backends.map(({ spec }) => `${spec.name}\n`).join('')}\n`;
    case 'show servers state':
      return showServersState(backends, command.backend);
    default: {
      const { backend, server } = findServer(backends, command);
      return change(command, backend, server, nowMs);
    }
  }
}

type ServerCommand = Exclude<RuntimeCommand, { kind: 'show stat' | 'show backend' | 'show servers state' }>;

function change(command: ServerCommand, backend: Backend, server: number, nowMs: number): string {
  const { pool, control } = backend;
  switch (command.kind) {
    case 'get weight': {
      const { weight, initialWeight } = pool.server(server);
      return `${weight} (initial ${initialWeight})\n\n`;
    }
    case 'set weight':
      pool.setWeight(server, weightFor(command.weight, backend, server));
      break;
    case 'set state':
      control.setAdmin(server, command.state);
      break;
    case 'set health':
      control.forceHealth(server, command.health);
      break;
    case 'set maxconn':
      pool.setLimit(server, command.limit, nowMs);
      break;
  }
  return '\n';
}

function weightFor({ value, isPercentage }: WrittenWeight, { pool, spec }: Backend, server: number): number {
  const { initialWeight } = pool.server(server);
  const weight = isPercentage ? Math.min(greatestWeight, Math.floor((initialWeight * value) / percent)) : value;
  if (weight !== 0 && weight !== initialWeight && isMapBased(spec.algorithm)) {
    throw new RuntimeCommandError("Backend is using a static LB algorithm and only accepts weights '0%' and '100%'.");
  }
  return weight;
}
