import type { ServerPool } from '../../../src/traffic/balancer/server-pool.ts';
import type { BalancerBackend } from '../../../src/traffic/spec.ts';

const greatestWeight = 256;

/** A runtime command of the recordings, at the pool's level. A server that is added is there from the beginning, in maintenance. */
export function runCommand(command: string, pool: ServerPool, { algorithm }: BalancerBackend, nowMs: number): void {
  const [, verb, name, rest] =
    /^(set server|set weight|add server|enable server|disable server) be\/s(\d+) ?(.*)$/.exec(command) ?? [];
  if (verb === undefined || rest === undefined) throw new Error(`not a command that the family knows: ${command}`);
  const server = Number(name) - 1;
  const [kind, value = ''] = rest.split(' ');
  if (verb === 'enable server') pool.setAdmin(server, 'ready', nowMs);
  else if (verb === 'disable server') pool.setAdmin(server, 'maintenance', nowMs);
  else if (verb === 'set weight' || kind === 'weight') {
    const { initialWeight } = pool.server(server);
    const isStatic = algorithm.kind === 'static-rr' || (algorithm.kind === 'hash' && algorithm.type.lookup === 'map');
    const weight = weightOf(kind === 'weight' ? value : rest, initialWeight);
    if (weight < 0 || weight > greatestWeight || (isStatic && weight !== 0 && weight !== initialWeight)) return;
    pool.setWeight(server, weight);
  } else if (kind === 'state') pool.setAdmin(server, adminStates[value]!, nowMs);
  else if (kind === 'health') pool.setHealth(server, value as 'up' | 'down' | 'stopping', nowMs);
}

const adminStates: Readonly<Record<string, 'maintenance' | 'drain' | 'ready'>> = {
  maint: 'maintenance',
  drain: 'drain',
  ready: 'ready',
};

/** A percentage is of the configured weight, rounded down. */
function weightOf(text: string, initialWeight: number): number {
  const number = Number.parseInt(text, 10);
  return text.endsWith('%') ? Math.floor((initialWeight * number) / 100) : number;
}
