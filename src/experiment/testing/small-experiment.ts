import { type ComparisonDesign, type ComparisonWishes, designComparison } from '../compare/design.ts';
import type { Executor } from '../executor.ts';
import type { Job, JobOutcome } from '../job.ts';
import { noJournal } from '../journal.ts';
import { runJob } from '../run-job.ts';
import { type Laboratory, noProgress } from '../run-jobs.ts';
import { WatchedExecutor } from './watched-executor.ts';

/** Two workers, one service, one client: a run of it takes some milliseconds. */
export const smallScenario = `
name: small
duration: 20s
warmup: 5s
profile: swarmkit
cluster: { nodes: [ { name: m, role: manager, cpus: 2, memory: 4GiB }, { name: w, count: 2, cpus: 2, memory: 4GiB } ] }
images: { "web:1": { cached: true, start: 10ms, demand: { lognormal: { median: 8ms, p99: 60ms } }, concurrency: 2 } }
services: { web: { image: "web:1", ports: ["8080:80"], deploy: { replicas: 2 } } }
traffic: [ { name: shoppers, to: "nodes:8080", arrivals: { poisson: { rate: 50/s } }, timeout: 2s } ]
`;

export function smallDesign(wishes: Partial<ComparisonWishes> & { readonly text?: string } = {}): ComparisonDesign {
  const { text = smallScenario, ...others } = wishes;
  return designComparison(
    { read: () => text },
    {
      path: 'small.yaml',
      overrides: [],
      vary: [],
      replications: { count: 3, until: null, most: 100 },
      warmup: null,
      metrics: null,
      confidence: 0.95,
      ...others,
    },
  );
}

/** Its runs are held to the invariants of the traffic. */
export const here: Laboratory = { executor: new WatchedExecutor(), journal: noJournal, progress: noProgress };

/** Ends its jobs in the opposite order, and remembers them. */
export class BackwardExecutor implements Executor {
  readonly name = 'backward';
  readonly jobs: Job[] = [];

  async run(jobs: readonly Job[], done: (index: number, outcome: JobOutcome) => void): Promise<void> {
    for (const [index, job] of [...jobs.entries()].reverse()) {
      this.jobs.push(job);
      done(index, await runJob(job));
    }
  }

  async close(): Promise<void> {}
}
