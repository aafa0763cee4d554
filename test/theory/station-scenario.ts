/** One service of `tasks` tasks on one node with room for all, asked by one open-loop client called `jobs`. No network latency. */
export interface StationScenario {
  readonly name: string;
  readonly seed: number;
  readonly tasks: number;
  readonly cpus: number;
  /** Requests that a task serves at once: a number or `unlimited`. */
  readonly concurrency: number | 'unlimited';
  /** Written law of the service time. */
  readonly demand: string;
  /** Arrivals per ms: of the Poisson process of the client, unless `load` says otherwise. */
  readonly ratePerMs: number;
  /** Requests expected in a run. */
  readonly requests: number;
  /** Requests that may wait at a task; default: any number. */
  readonly backlog?: number;
  /** How the client asks: `to` and whatever makes its load. */
  readonly to?: string;
  readonly load?: string;
}

/** The tasks are up long before the first request. */
const firstRequestS = 5;

/** Share of the requests that is cut as warm-up. */
const warmupShare = 0.05;

export function stationScenario(station: StationScenario): string {
  const trafficS = station.requests / (station.ratePerMs * 1000);
  return `
name: ${station.name}
seed: ${station.seed}
duration: ${(firstRequestS + trafficS).toFixed(3)}s
warmup: ${(firstRequestS + trafficS * warmupShare).toFixed(3)}s
drain: true
cluster:
  nodes:
    - { name: node1, role: manager, cpus: ${station.cpus}, memory: 64GiB }
images:
  server:1:
    cached: true
    demand: ${station.demand}
    concurrency: ${station.concurrency}
    backlog: ${station.backlog ?? 'unlimited'}
services:
  server:
    image: server:1
    ports: ["8080:80"]
    deploy: { replicas: ${station.tasks} }
network: { client: 0s, balancer: 0s, overlay: 0s }
traffic:
  - name: jobs
    to: ${station.to ?? 'node1:8080'}
    from: ${firstRequestS}s
    ${station.load ?? `arrivals: { poisson: { rate: ${station.ratePerMs * 1000}/s } }`}
`;
}

/** Mean 1 ms, and a squared coefficient of variation above 1. */
export function hyperexponential(cv2: number): string {
  return `{ hyperexponential: { mean: 1ms, cv2: ${cv2} } }`;
}

/** Laws with mean 1 ms. */
export const laws = {
  exponential: '{ exponential: { mean: 1ms } }',
  constant: '1ms',
  hyperexponential: hyperexponential(4),
  /** Pareto with a variance, but no third moment. */
  heavyTailed: '{ pareto: { shape: 2.5, scale: 0.6ms } }',
  /** Nine of ten are short, one is eleven times as long. */
  twoPoint: '{ empirical: { values: [0.5ms, 5.5ms], weights: [9, 1] } }',
  erlang2: '{ erlang: { shape: 2, mean: 1ms } }',
} as const;
