// The hot path as a user writes it: a client asks a published port, whose mesh spreads over 100 tasks of 4 slots each, at a load
// of 0.8. Alone: one node with a CPU for each slot. With all that a real cluster adds: HAProxy before four nodes whose CPUs are
// shared, because their tasks serve more at once than there are.
import { type MeasuredRun, measuredRun } from './measured-run.ts';

export const tasks = 100;
export const slots = 4;
const backlog = 128;
const load = 0.8;
/** Of the service time in ms: mean 10.2 ms. */
const mu = 2;
const sigma = 0.8;
/** z of the 99th percentile. */
const z99 = 2.3263478740408408;
const startS = 10;

const perS = (1000 * load * tasks * slots) / Math.exp(mu + sigma ** 2 / 2);

const service = `
images:
  web:1:
    cached: true
    demand: { lognormal: { median: ${Math.exp(mu).toFixed(6)}ms, p99: ${Math.exp(mu + z99 * sigma).toFixed(6)}ms } }
    concurrency: ${slots}
    backlog: ${backlog}
services: { web: { image: web:1, ports: ["8080:80"], deploy: { replicas: ${tasks} } } }
`;

function head(requests: number, seed: number): string {
  return `
name: hot path
seed: ${seed}
duration: ${(startS + requests / perS).toFixed(3)}s
drain: true
${service}`;
}

function client(to: string): string {
  return `
traffic:
  - { name: shoppers, to: ${to}, from: ${startS}s, arrivals: { poisson: { rate: ${perS.toFixed(6)}/s } } }
`;
}

/** Nothing but arrivals, the mesh's turn, tasks, and what is recorded of it. */
export function hotPath(requests: number, seed: number): MeasuredRun {
  const cluster = `
cluster: { nodes: [{ name: node1, role: manager, cpus: ${tasks * slots}, memory: 64GiB }] }
network: { client: 0s, balancer: 0s, overlay: 0s }
`;
  return measuredRun(head(requests, seed) + cluster + client('node1:8080'), startS * 1000 - 1);
}

const nodes = 4;
const haproxy = `
defaults
    mode http
    timeout connect 1s
    timeout client 30s
    timeout server 30s
frontend shop
    bind *:80
    default_backend nodes
backend nodes
    balance roundrobin
${Array.from({ length: nodes }, (_, i) => `    server node${i + 1} 10.0.0.${i + 1}:8080 check`).join('\n')}
`;

/** HAProxy, four nodes with their own mesh, latencies of the network, CPUs that are shared. */
export function wholeWay(requests: number, seed: number): MeasuredRun {
  const machines = Array.from(
    { length: nodes },
    (_, i) =>
      `{ name: node${i + 1}, role: ${i === 0 ? 'manager' : 'worker'}, cpus: ${(tasks * slots) / nodes - 1}, memory: 64GiB, address: 10.0.0.${i + 1} }`,
  );
  const cluster = `
cluster: { nodes: [${machines.join(', ')}] }
balancers: [{ name: haproxy, config: haproxy.cfg, publish: ["80:80"] }]
`;
  return measuredRun(head(requests, seed) + cluster + client('haproxy:80'), startS * 1000 - 1, {
    'haproxy.cfg': haproxy,
  });
}
