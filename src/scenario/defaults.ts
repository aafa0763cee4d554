import {
  type DistributionSpec,
  defaultHeartbeatPeriodMs,
  defaultProbeMs,
  defaultTaskHistoryLimit,
  lognormalByMedianAndP99,
} from '../simulation/vocabulary.ts';

/** What a scenario means where it says nothing. docs/scenario.md lists them. */
export const defaults = {
  seed: 1,
  /** Time 0 where Docker prints absolute times. */
  start: '2026-01-01T00:00:00Z',
  taskHistoryLimit: defaultTaskHistoryLimit,
  heartbeatPeriodMs: defaultHeartbeatPeriodMs,
  profile: 'docker-20.10',
  placement: 'spread',
  /** As Swarm: nothing moves by itself. */
  rebalance: 'off',
  /** Kubernetes' (Horizontal Pod Autoscaler): sync period, stabilisation windows, tolerance. */
  autoscale: { min: 1, everyMs: 15_000, upCooldownMs: 0, downCooldownMs: 300_000, tolerance: 0.1 },
  /** Bytes per ms: 1 Gbit/s of the registry, and of each node. */
  registryBytesPerMs: 125_000,
  downloadBytesPerMs: 125_000,
  platform: { os: 'linux', arch: 'x86_64' },
  balancerVersion: '2.6',
  /** Of one without a configuration file. Places: servers that its tasks can take. */
  balancer: { port: 80, algorithm: 'roundrobin', retries: 3, leastPlaces: 16 },
  /** First address of machines that name none: docker-machine's first. */
  firstAddress: '192.168.99.100',
  /** Clients never give up. */
  clientTimeoutMs: null,
  /** A user sends again at once. */
  thinkMs: constant(0),
  /** As Envoy and gRPC have it where they say anything: doubling waits, fully jittered. */
  retries: { factor: 2, maxBackoffMs: 10_000, jitter: 'full' },
  /** An idle time that many clients have; the handshake of TCP. */
  connections: { idleMs: 60_000, roundTrips: 1 },
  /** Hour of the day (UTC) at which a daily curve is highest. */
  peakHour: 14,
  image: {
    sizeBytes: 100e6,
    /** Container created: median of 15 tasks measured on a real cluster, 17–192 ms. */
    createMs: lognormalByMedianAndP99(34, 192),
    /** Container started: median 154 ms, 92–580 ms, measured likewise. */
    startMs: lognormalByMedianAndP99(154, 580),
    /** CPU time of a request: an estimate, to be replaced by a measured one. */
    demandMs: lognormalByMedianAndP99(8, 60),
    concurrency: 8,
    backlog: 128,
    probeMs: defaultProbeMs,
  },
  cpuSharing: 'by-request',
  network: {
    /** One way: half of a round trip within a data centre, 0.5 ms. */
    clientMs: constant(0.25),
    balancerMs: constant(0.1),
    /** VXLAN between two hosts of a rack. */
    overlayMs: constant(0.1),
    /** What Linux takes with the first SYN retries of an impatient client: most clients set one of a few seconds. */
    connectTimeoutMs: 5_000,
  },
} as const;

function constant(value: number): DistributionSpec {
  return { kind: 'constant', value };
}
