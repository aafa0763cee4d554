import type { Job } from '../../job.ts';
import { seedOverride } from '../../replication-seed.ts';

const path = 'small.yaml';

const small = `
name: small
duration: 10s
cluster:
  nodes:
    - { name: manager, role: manager, cpus: 2, memory: 4GiB }
images:
  web: { start: 10ms, demand: { exponential: { mean: 10ms } } }
services:
  web: { image: web, ports: ["80:80"] }
traffic:
  - { name: shoppers, to: "manager:80", arrivals: { poisson: { rate: 40/s } } }
`;

/** So many replications of a scenario that takes some milliseconds, or longer: `duration` is simulated time. */
export function exampleJobs(count: number, duration = '10s'): Job[] {
  const files = { [path]: small };
  return Array.from({ length: count }, (_, index) => ({
    files,
    path,
    overrides: [`duration=${duration}`, seedOverride(index + 1)],
    promises: ['p99(shoppers) < 250ms'],
    course: index === 0,
  }));
}
