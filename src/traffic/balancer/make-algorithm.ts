import type { BalanceAlgorithm } from '../spec.ts';
import type { BalancedServer, LoadBalancingAlgorithm, Prober } from './algorithm.ts';
import { makeCompared } from './algorithms/catalogue.ts';
import { ConsistentHash } from './haproxy/consistent-hash.ts';
import { First } from './haproxy/first.ts';
import { LeastConnections } from './haproxy/least-connections.ts';
import { MapHash } from './haproxy/map-hash.ts';
import { RandomDraws } from './haproxy/random-draws.ts';
import { RoundRobin } from './haproxy/round-robin.ts';
import { StaticRoundRobin } from './haproxy/static-round-robin.ts';

/** It works by a table of turns over the servers in use, backups included. */
export function isMapBased(spec: BalanceAlgorithm): boolean {
  return spec.kind === 'static-rr' || (spec.kind === 'hash' && spec.type.lookup === 'map');
}

/** The algorithm over servers of which only the usable ones count; `allBackups` is what a map-based one goes by. */
export function makeAlgorithm(
  spec: BalanceAlgorithm,
  servers: readonly BalancedServer[],
  allBackups: boolean,
  makeProber: () => Prober,
): LoadBalancingAlgorithm {
  switch (spec.kind) {
    case 'roundrobin':
      return new RoundRobin(servers);
    case 'static-rr':
      return new StaticRoundRobin(servers, allBackups);
    case 'leastconn':
      return new LeastConnections(servers);
    case 'first':
      return new First(servers);
    case 'random':
      return new RandomDraws(servers, spec.draws);
    case 'hash': {
      const { lookup, avalanche, balanceFactor } = spec.type;
      return lookup === 'map'
        ? new MapHash(servers, allBackups, avalanche)
        : new ConsistentHash(servers, avalanche, balanceFactor);
    }
    default:
      return makeCompared(spec, servers, makeProber);
  }
}
