import { HaproxyConfigError } from '../../../src/haproxy/haproxy-config-error.ts';
import { parseHaproxyConfig } from '../../../src/haproxy/parse-config.ts';
import { holds } from '../../../src/traffic/balancer/request-condition.ts';
import { type PoolOwner, ServerPool } from '../../../src/traffic/balancer/server-pool.ts';
import type { BalancerSpec } from '../../../src/traffic/spec.ts';
import type { CaseResult, Family, GoldenFile } from '../family.ts';
import { firstDifference } from '../first-difference.ts';
import { recordedOptions } from '../haproxy/recorded-options.ts';

interface RecordedConfig {
  readonly id: string;
  readonly config: { readonly text: string };
  readonly events: readonly { readonly op: 'reqs'; readonly n: number; readonly path: string }[];
  /** For each request: the place of the server's address among the recorded ones, and the headers that HAProxy added. */
  readonly outputs: readonly { readonly backend_address_index_and_headers: readonly unknown[] }[];
}

const owner: PoolOwner = {
  asking: () => ({ key: -1, nowMs: 0, draw: () => 0 }),
  dequeued: () => {},
  refused: () => {},
};
/** What else the recorded requests said. */
const request = { method: 'GET', address: '127.0.0.1', header: () => null };
/** Addresses of the recorded servers: 127.0.0.21, 127.0.0.22, … */
const firstAddress = 21;

/** Whole configurations, from the text to who serves each request and what headers HAProxy adds. */
export const haproxyFullConfigs: Family = {
  name: 'haproxy full configs',
  accepts: (golden: GoldenFile) => golden.family === 'full_configs',
  *run(golden: unknown): Iterable<CaseResult> {
    for (const recorded of (golden as { cases: readonly RecordedConfig[] }).cases) yield runConfig(recorded);
  },
};

function runConfig({ id, config, events, outputs }: RecordedConfig): CaseResult {
  try {
    const serve = serverOf(config.text);
    const simulated = events.map(({ n, path }) => Array.from({ length: n }, () => serve(path)));
    const recorded = outputs.map((output) => output.backend_address_index_and_headers);
    const difference = firstDifference(recorded, simulated);
    return difference === null ? { id, passed: true } : { id, passed: false, difference };
  } catch (error) {
    if (!(error instanceof HaproxyConfigError)) throw error;
    return { id, passed: false, difference: error.message };
  }
}

/** Serves one request after the other with the configuration's first frontend. */
function serverOf(text: string): (path: string) => unknown[] {
  const { spec } = parseHaproxyConfig(text, recordedOptions);
  const frontend = spec.frontends[0]!;
  const pools = new Map(spec.backends.map((backend) => [backend.name, new ServerPool(backend, owner)]));
  return (path) => {
    const rule = frontend.backendRules.find(({ condition }) => holds(condition, { ...request, path }));
    const name = rule?.backend ?? frontend.defaultBackend ?? '';
    const backend = spec.backends.find((each) => each.name === name)!;
    const pool = pools.get(name)!;
    const server = backend.servers[pool.admit(0, 0)];
    pool.leave(0, 0);
    const address = Number(server?.host.split('.').at(-1)) - firstAddress + 1;
    const headers = headersFor(backend, server?.id ?? 0);
    return Object.keys(headers).length === 0 ? [address] : [address, headers];
  };
}

function headersFor({ responseHeaders }: BalancerSpec['backends'][number], serverId: number): Record<string, string> {
  const own = responseHeaders.filter(({ ifServerId }) => ifServerId === null || ifServerId === serverId);
  return Object.fromEntries(own.map(({ name, value }) => [name.toLowerCase(), value]));
}
