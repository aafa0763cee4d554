import type { World } from '../../simulation/world.ts';
import { watchArrivals } from '../../traffic/invariants/watch-arrivals.ts';
import { watchTraffic } from '../../traffic/invariants/watch-traffic.ts';
import type { Executor } from '../executor.ts';
import type { Job, JobOutcome } from '../job.ts';
import { runJob } from '../run-job.ts';

const eventsPerCheck = 997;

/**
 * One job after the other, here, each held to the invariants of the traffic; and jobs under one seed meet the same arrivals of each client that
 * they have in common, whatever else differs between them.
 */
export class WatchedExecutor implements Executor {
  readonly name = 'watched';
  /** By seed and client as the job has it. */
  readonly #prints = new Map<string, string>();

  async run(jobs: readonly Job[], done: (index: number, outcome: JobOutcome) => void): Promise<void> {
    for (const [index, job] of jobs.entries()) {
      const ends: (() => void)[] = [];
      const outcome = await runJob(job, (world) => ends.push(this.#watch(world)));
      if (outcome.ok) for (const end of ends) end();
      done(index, outcome);
    }
  }

  async close(): Promise<void> {}

  /** @returns what is to be checked when the run has ended */
  #watch({ scenario, traffic, loop }: World): () => void {
    const checkAll = watchTraffic(traffic, loop, eventsPerCheck);
    const arrivals = watchArrivals(traffic, scenario.clients, loop);
    return () => {
      checkAll();
      const prints = arrivals();
      for (const client of scenario.clients) {
        const print = prints.get(client.name);
        if (print === undefined) continue;
        const key = JSON.stringify([scenario.seed, scenario.durationMs, scenario.startUnixMs, client]);
        const known = this.#prints.get(key);
        if (known !== undefined && known !== print)
          throw new Error(`client ${client.name}: runs under the seed ${scenario.seed} met different arrivals`);
        this.#prints.set(key, print);
      }
    };
  }
}
