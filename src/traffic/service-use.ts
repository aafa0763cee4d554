import type { Stations } from './station/stations.ts';

/** What all containers that a service ever had have done since the start. */
export interface ServiceUse {
  /** Time that they ran, added up. */
  readonly containerMs: number;
  /** CPU time. */
  readonly cpuMs: number;
  /** Requests that they accepted. */
  readonly requests: number;
  /** Requests that they held, waiting or served, times ms. */
  readonly heldMs: number;
}

/** Linear in the tasks that ever were. */
export function serviceUse(stations: Stations, service: string, nowMs: number): ServiceUse {
  const use = { containerMs: 0, cpuMs: 0, requests: 0, heldMs: 0 };
  const nodes = new Set<number>();
  stations.all.forEach((station, task) => {
    const { description, state, startedMs, goneMs, workMs, accepted } = station;
    if (description.service !== service) return;
    use.containerMs += (goneMs ?? nowMs) - startedMs;
    use.cpuMs += workMs;
    use.requests += accepted;
    use.heldMs += stations.inFlight.area(task, nowMs);
    if (state !== 'gone') nodes.add(description.node);
  });
  for (const node of nodes) {
    for (const { slot, leftMs } of stations.underWork(node)) {
      if (stations.serviceOf(slot) === service) use.cpuMs -= leftMs;
    }
  }
  return use;
}
