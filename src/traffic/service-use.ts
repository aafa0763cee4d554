import type { Stations } from './station/stations.ts';

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
  const use = { containerMs: 0, cpuMs: 0, requests: 0, heldMs: 0 };
  const own = stations.all.filter(({ description }) => description.service === service);
  const nodes = new Set(own.filter(({ state }) => state !== 'gone').map(({ node }) => node));
  for (const node of nodes) stations.bookCpuTime(node);
  stations.all.forEach((station, task) => {
    const { description, startedMs, goneMs, cpuMs, accepted } = station;
    if (description.service !== service) return;
    use.containerMs += (goneMs ?? nowMs) - startedMs;
    use.cpuMs += cpuMs;
    use.requests += accepted;
    use.heldMs += stations.inFlight.area(task, nowMs);
  });
  return use;
}
