import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { BalanceAlgorithm, BalancerBackend, HashType } from '../../src/traffic/spec.ts';
import { decisionsBy } from './families/haproxy-decisions.ts';

function failing(family: string, variant: (backend: BalancerBackend) => BalancerBackend): number {
  const file: unknown = JSON.parse(readFileSync(new URL(`../golden/haproxy/${family}.json`, import.meta.url), 'utf8'));
  return [...decisionsBy(family, variant).run(file)].filter(({ passed }) => !passed).length;
}

function hashedBy(change: Partial<HashType>) {
  return (backend: BalancerBackend): BalancerBackend => {
    const { algorithm } = backend;
    if (algorithm.kind !== 'hash') return backend;
    return { ...backend, algorithm: { ...algorithm, type: { ...algorithm.type, ...change } } };
  };
}

function by(algorithm: BalanceAlgorithm) {
  return (backend: BalancerBackend): BalancerBackend => ({ ...backend, algorithm });
}

function serversWith(change: Partial<BalancerBackend['servers'][number]>) {
  return (backend: BalancerBackend): BalancerBackend => ({
    ...backend,
    servers: backend.servers.map((server) => ({ ...server, ...change })),
  });
}

describe('a wrong variant of HAProxy’s rules is found out:', () => {
  it.each([
    ['turns in place of loads', 'leastconn', by({ kind: 'roundrobin' })],
    ['turns in place of loads, after changes', 'leastconn_changes', by({ kind: 'roundrobin' })],
    ['dates in place of the table of turns', 'static_rr', by({ kind: 'roundrobin' })],
    ['the table of turns in place of dates', 'rr_join', by({ kind: 'static-rr' })],
    ['the table of turns in place of dates, by weight', 'rr_weights', by({ kind: 'static-rr' })],
    ['turns in place of the first', 'first', by({ kind: 'roundrobin' })],
    ['all backups at once', 'backup', (backend) => ({ ...backend, allBackups: true })],
    ['only the first backup', 'backup', (backend) => ({ ...backend, allBackups: false })],
    ['no limits', 'maxconn_queue', serversWith({ maxConnections: 0 })],
    ['a bound on every queue', 'maxconn_queue', serversWith({ maxQueue: 1 })],
    ['no bound on any queue', 'maxconn_queue', serversWith({ maxQueue: 0 })],
    ['another hash function', 'hash', hashedBy({ function: 'sdbm' })],
    ['hashes mixed once more', 'hash', hashedBy({ avalanche: true })],
    ['a ring in place of a table', 'hash', hashedBy({ lookup: 'consistent' })],
    ['a choice for each request', 'tcp_mode', (backend) => ({ ...backend, mode: 'http' })],
    ['clients that always leave the queue', 'aborts', (backend) => ({ ...backend, abortOnClose: true })],
  ] satisfies [string, string, (backend: BalancerBackend) => BalancerBackend][])('%s (%s)', (_, family, variant) => {
    expect(failing(family, variant)).toBeGreaterThanOrEqual(2);
  });
});
