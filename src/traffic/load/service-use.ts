import type { Stations } from '../station/stations.ts';
import type { NodeHandle, TaskHandle } from '../traffic-options.ts';

/** What all containers that a service ever had have done since the start. */
export interface ServiceUse {
  /** Time that they ran, added up. */
  readonly containerMs: number;
  /** Time that CPUs worked for it, however slow they were. */
  readonly cpuMs: number;
  /** Requests that they accepted. */
  readonly requests: number;
  /** Requests that they held, waiting or served, times ms. */
  readonly heldMs: number;
}

/** Linear in the tasks that ever were. */
export function serviceUse(stations: Stations, service: string, nowMs: number): ServiceUse {
  const own: TaskHandle[] = [];
  const nodes = new Set<NodeHandle>();
  stations.all.forEach(({ description, state, node }, task) => {
    if (description.service !== service) return;
    own.push(task);
    if (state !== 'gone') nodes.add(node);
  });
  for (const node of nodes) stations.cpuBooks.book(node);
  const use = { containerMs: 0, cpuMs: 0, requests: 0, heldMs: 0 };
  for (const task of own) {
    const { startedMs, goneMs, cpuMs, accepted } = stations.all[task]!;
    use.containerMs += (goneMs ?? nowMs) - startedMs;
    use.cpuMs += cpuMs;
    use.requests += accepted;
    use.heldMs += stations.inFlight.area(task, nowMs);
  }
  return use;
}
