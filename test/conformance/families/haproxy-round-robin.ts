import { ServerPool } from '../../../src/traffic/balancer/server-pool.ts';
import type { CaseResult, Family, GoldenFile } from '../family.ts';

interface RecordedServer {
  readonly name: string;
  readonly weight?: number;
  readonly backup?: boolean;
}

type RecordedEvent = { readonly op: 'reqs'; readonly n: number } | { readonly op: 'cli'; readonly cmd: string };

interface RecordedCase {
  readonly id: string;
  readonly config: { readonly balance: 'roundrobin' | 'static-rr'; readonly servers: readonly RecordedServer[] };
  readonly events: readonly RecordedEvent[];
  readonly outputs: readonly { readonly servers?: readonly unknown[]; readonly reply?: string }[];
}

const asking = { key: -1, nowMs: 0, draw: () => 0 };
const families: readonly string[] = ['rr_equal', 'rr_weights', 'rr_changes', 'rr_join', 'static_rr'];

/** HAProxy's `roundrobin` and `static-rr`: who served each of requests that do not overlap, while servers come, go and weigh otherwise. */
export const haproxyRoundRobin: Family = {
  name: 'haproxy round robin',
  accepts: (file: GoldenFile) => families.includes(file.family),
  *run(file: unknown): Iterable<CaseResult> {
    for (const recorded of (file as { cases: readonly RecordedCase[] }).cases) yield runCase(recorded);
  },
};

function runCase({ id, config, events, outputs }: RecordedCase): CaseResult {
  // A server that is added later is there from the beginning, in maintenance: to the algorithm that is the same.
  const added = events.flatMap((event) => (event.op === 'cli' ? (/^add server be\/s(\d+)/.exec(event.cmd) ?? []) : []));
  const count = Math.max(config.servers.length, ...added.filter((_, i) => i % 2 === 1).map(Number));
  const servers = Array.from({ length: count }, (_, index) => {
    const { weight = 1, backup = false } = config.servers[index] ?? {};
    return {
      ...{ id: index + 1, weight, backup, disabled: index >= config.servers.length },
      ...{ maxConnections: 0, minConnections: 0, maxQueue: 0 },
    };
  });
  const group = new ServerPool(
    { servers, algorithm: { kind: config.balance }, allBackups: false, fullConnections: 1, redispatch: null },
    { asking: () => asking, dequeued: () => {}, refused: () => {} },
  );
  for (const [index, event] of events.entries()) {
    const recorded = JSON.stringify(outputs[index]?.servers ?? null);
    const ours = JSON.stringify(event.op === 'reqs' ? serve(group, event.n) : apply(group, config.balance, event.cmd));
    if (ours !== recorded) {
      const what = event.op === 'reqs' ? `${event.n} requests` : event.cmd;
      return { id, passed: false, difference: `event ${index} (${what}): recorded ${recorded}, simulated ${ours}` };
    }
  }
  return { id, passed: true };
}

function serve(group: ServerPool, count: number): unknown[] {
  return Array.from({ length: count }, () => {
    const server = group.admit(0, 0);
    group.leave(0, 0);
    return server < 0 ? { status: 503 } : server + 1;
  });
}

function apply(group: ServerPool, balance: string, command: string): null {
  const [, name, rest] =
    /^(?:set server|set weight|add server|enable server|disable server) be\/s(\d+) ?(.*)$/.exec(command) ?? [];
  if (name === undefined || rest === undefined) throw new Error(`not a command that the family knows: ${command}`);
  const server = Number(name) - 1;
  const [kind, value = ''] = command.startsWith('set weight') ? ['weight', rest] : rest.split(' ');
  if (command.startsWith('enable server')) group.setAdmin(server, 'ready', 0);
  else if (command.startsWith('disable server')) group.setAdmin(server, 'maintenance', 0);
  else if (kind === 'weight') setWeight(group, balance, server, value);
  else if (kind === 'state')
    group.setAdmin(server, value === 'maint' ? 'maintenance' : (value as 'drain' | 'ready'), 0);
  else if (kind === 'health') group.setHealth(server, value as 'up' | 'down' | 'stopping', 0);
  return null;
}

/** A percentage is of the configured weight, rounded down; a static algorithm takes only 0 and the configured weight. */
function setWeight(group: ServerPool, balance: string, server: number, text: string): void {
  const initial = group.server(server).initialWeight;
  const number = Number.parseInt(text, 10);
  const weight = text.endsWith('%') ? Math.floor((initial * number) / 100) : number;
  if (weight < 0 || weight > 256) return;
  if (balance === 'static-rr' && weight !== 0 && weight !== initial) return;
  group.setWeight(server, weight);
}
