import type { Backend } from '../balancer/backend.ts';
import type { Traffic } from '../traffic.ts';

/** A balancer loses no request: each one that it has not answered waits in a queue or is at one server, which knows of it. */
export function checkPoolCounts({ parts: { balancers, requests } }: Traffic): void {
  const backends = balancers.flatMap((balancer) => balancer.backends);
  const found = backends.map(({ spec }) => spec.servers.map(() => ({ current: 0, queued: 0 })));
  const queued = backends.map(() => 0);
  for (const slot of requests.held()) {
    const index = requests.backend[slot]!;
    if (index < 0 || requests.answered[slot] === 1) continue;
    const { pool } = backends[index]!;
    const server = pool.isQueued(slot) ? pool.waitsFor(slot) : requests.server[slot]!;
    const counts = found[index]![server];
    if (!pool.isQueued(slot)) {
      if (counts === undefined) throw new Error(`request ${slot} neither waits nor has a server`);
      counts.current++;
    } else if (counts === undefined) queued[index]!++;
    else counts.queued++;
  }
  backends.forEach((backend, index) => {
    checkOne(backend, found[index]!, queued[index]!);
  });
}

function checkOne(
  { spec, pool }: Backend,
  found: readonly { current: number; queued: number }[],
  queued: number,
): void {
  if (pool.queued !== queued)
    throw new Error(`backend ${spec.name}: ${queued} requests wait for any server, the queue holds ${pool.queued}`);
  found.forEach((counts, index) => {
    const { current, queued: waiting, served, maxConnections } = pool.server(index);
    const fail = (what: string) => {
      throw new Error(`server ${spec.name}/${spec.servers[index]!.name}: ${what}`);
    };
    if (current !== counts.current) fail(`it counts ${current} requests and has ${counts.current}`);
    if (waiting !== counts.queued) fail(`it counts ${waiting} that wait for it, and ${counts.queued} do`);
    if (served > current || served < 0) fail(`${served} of its ${current} requests count among those served`);
    if (maxConnections > 0 && served > maxConnections) fail(`it serves ${served}, and may have ${maxConnections}`);
  });
}
