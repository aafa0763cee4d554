import type { BalancedServer, LoadBalancingAlgorithm, Prober } from '../algorithm.ts';
import { LeastRequest } from './choices/least-request.ts';
import { PeakEwma } from './choices/peak-ewma.ts';
import { PowerOfD } from './choices/power-of-d.ts';
import { UniformRandom } from './choices/uniform-random.ts';
import type { ComparedAlgorithm, ComparedKind, ComparedParameters } from './compared-algorithm.ts';
import { BoundedLoad } from './hashing/bounded-load.ts';
import { Maglev } from './hashing/maglev.ts';
import { RingHash } from './hashing/ring-hash.ts';
import type { Parameter } from './parameter.ts';
import { Prequal } from './probing/prequal.ts';
import { JoinIdleQueue } from './queues/join-idle-queue.ts';
import { JoinShortestQueue } from './queues/join-shortest-queue.ts';
import { SmoothRoundRobin } from './rotation/smooth-round-robin.ts';

/** An algorithm as users meet it: in schema, messages and docs. */
export interface CatalogueEntry<P> {
  /** One line: who gets the next request. */
  readonly description: string;
  /** What it must know of the servers, besides who is usable. */
  readonly knows: string;
  /** What one choice among n servers costs. */
  readonly cost: string;
  /** Where it comes from: program, or paper. */
  readonly source: string;
  readonly parameters: { readonly [N in keyof P]: Parameter };
  make(servers: readonly BalancedServer[], parameters: P, makeProber: () => Prober): LoadBalancingAlgorithm;
}

const choices: Parameter = {
  kind: 'count',
  default: 2,
  least: 1,
  most: 100,
  description: 'Servers that are compared',
};
const leastPoints: Parameter = {
  kind: 'count',
  default: 1024,
  least: 1,
  most: 8_388_608,
  description: 'Points on the ring, of all servers together, at least',
};

/** All of them, by name. */
export const comparedAlgorithms: { readonly [K in ComparedKind]: CatalogueEntry<ComparedParameters[K]> } = {
  'uniform-random': {
    description: 'A random server, by weight',
    knows: 'nothing',
    cost: '1 draw',
    source: 'Envoy’s RANDOM; nginx’s random',
    parameters: {},
    make: (servers) => new UniformRandom(servers),
  },
  'power-of-d': {
    description: 'The least loaded of d servers that are drawn at random',
    knows: 'its own requests in flight',
    cost: 'd draws',
    source: 'Mitzenmacher, IEEE TPDS 12(10), 2001',
    parameters: {
      choices,
      replacement: {
        kind: 'flag',
        default: false,
        description: 'One server may be drawn twice, so that fewer are compared',
      },
    },
    make: (servers, parameters) => new PowerOfD(servers, parameters),
  },
  'least-request': {
    description:
      'The one with the fewest requests of some that are drawn; with different weights a rotation by weight ÷ load',
    knows: 'its own requests in flight',
    cost: 'd draws; n looks with different weights',
    source: 'Envoy’s LEAST_REQUEST',
    parameters: {
      choices,
      activeRequestBias: {
        kind: 'number',
        default: 1,
        least: 0,
        most: 10,
        description: 'With different weights, a server counts weight ÷ (requests + 1)^bias; 0: load does not matter',
      },
    },
    make: (servers, parameters) => new LeastRequest(servers, parameters),
  },
  'peak-ewma': {
    description: 'Of two servers that are drawn, the one with the lower average latency × requests',
    knows: 'its own requests in flight, and how long answers took',
    cost: '2 draws',
    source: 'Finagle’s and Linkerd’s P2C peak EWMA',
    parameters: {
      decayMs: {
        kind: 'duration',
        default: 10_000,
        least: 1,
        most: 3_600_000,
        description: 'How long a latency counts: after so long e⁻¹ of its weight is left',
      },
    },
    make: (servers, parameters) => new PeakEwma(servers, parameters),
  },
  'join-shortest-queue': {
    description: 'The server with the fewest requests of all, a random one among equals',
    knows: 'its own requests in flight',
    cost: 'n looks',
    source: 'Winston, J. Appl. Prob. 14, 1977',
    parameters: {},
    make: (servers) => new JoinShortestQueue(servers),
  },
  'join-idle-queue': {
    description: 'The server that has been idle longest, else a random one',
    knows: 'which servers said that they have nothing to do',
    cost: '1 look; 1 draw if none is idle',
    source: 'Lu et al., Performance Evaluation 68, 2011',
    parameters: {},
    make: (servers) => new JoinIdleQueue(servers),
  },
  'smooth-round-robin': {
    description: 'All in turn, by weight, no server twice in a row if others could be between',
    knows: 'nothing',
    cost: 'n looks',
    source: 'nginx’s default',
    parameters: {},
    make: (servers) => new SmoothRoundRobin(servers),
  },
  'ring-hash': {
    description: 'The server next to the request’s hash on a ring: the same key, the same server',
    knows: 'nothing',
    cost: 'log of the points',
    source: 'Envoy’s RING_HASH, after ketama',
    parameters: { leastPoints },
    make: (servers, parameters) => new RingHash(servers, parameters),
  },
  'bounded-load': {
    description:
      'As ring-hash, but no server has more than c times its share of the requests: the next on the ring takes them',
    knows: 'its own requests in flight',
    cost: 'n looks',
    source: 'Mirrokni, Thorup, Zadimoghaddam, arXiv:1608.01350',
    parameters: {
      leastPoints,
      balanceFactor: {
        kind: 'number',
        default: 1.25,
        least: 1.01,
        most: 100,
        description: 'c: a server has at most so many times its share of all requests in flight',
      },
    },
    make: (servers, parameters) => new BoundedLoad(servers, parameters),
  },
  maglev: {
    description: 'The server at the request’s hash in a table that all fill evenly: the same key, the same server',
    knows: 'nothing',
    cost: '1 look',
    source: 'Eisenbud et al., NSDI 2016; Envoy’s MAGLEV',
    parameters: {
      tableSize: {
        kind: 'count',
        default: 65_537,
        least: 2,
        most: 5_000_011,
        prime: true,
        description: 'Places of the table, a prime number; well above 100 a server',
      },
    },
    make: (servers, parameters) => new Maglev(servers, parameters),
  },
  prequal: {
    description:
      'Of servers that were probed lately, the quickest that is not hot, else the one with the least in flight',
    knows: 'what probes say: requests in flight at the server, and its latency with so many',
    cost: 'as many looks as answers are kept; probes on the network',
    source: 'Wydrowski et al., NSDI 2024',
    parameters: {
      probesPerRequest: {
        kind: 'number',
        default: 3,
        least: 0.01,
        most: 100,
        description: 'Probes that a request sets off, on average',
      },
      removalsPerRequest: {
        kind: 'number',
        default: 1,
        least: 0,
        most: 100,
        description: 'Answers that a request takes out of the pool besides, the oldest and the worst in turn',
      },
      poolSize: { kind: 'count', default: 16, least: 2, most: 1000, description: 'Answers that are kept at most' },
      maxAgeMs: {
        kind: 'duration',
        default: 1000,
        least: 1,
        most: 3_600_000,
        description: 'Older answers are thrown away',
      },
      hotQuantile: {
        kind: 'share',
        default: 0.84,
        least: 0,
        most: 1,
        description: 'A server is hot with more requests in flight than this share of recent answers had',
      },
      reuseDelta: {
        kind: 'number',
        default: 1,
        least: 0,
        most: 100,
        description: 'δ: how much faster answers come than they are used up',
      },
    },
    make: (servers, parameters, makeProber) => new Prequal(servers, parameters, makeProber()),
  },
};

export const comparedNames = Object.keys(comparedAlgorithms) as ComparedKind[];

/** Nobody answers. */
export const noProber: Prober = { probe: () => {} };

export function makeCompared(
  algorithm: ComparedAlgorithm,
  servers: readonly BalancedServer[],
  makeProber: () => Prober = () => noProber,
): LoadBalancingAlgorithm {
  return entryOf(algorithm).make(servers, algorithm, makeProber);
}

/** With the default of each parameter that is not given. */
export function comparedAlgorithm<K extends ComparedKind>(
  kind: K,
  given: Partial<ComparedParameters[K]> = {},
): ComparedAlgorithm {
  const parameters: Readonly<Record<string, Parameter>> = comparedAlgorithms[kind].parameters;
  const defaults = Object.fromEntries(Object.entries(parameters).map(([name, { default: value }]) => [name, value]));
  return { kind, ...defaults, ...given } as ComparedAlgorithm;
}

/** Each entry takes the parameters of its own kind, which the compiler cannot follow through a union. */
function entryOf({ kind }: ComparedAlgorithm): CatalogueEntry<unknown> {
  return comparedAlgorithms[kind] as CatalogueEntry<unknown>;
}
