/** What the model leaves out, in plain sentences for each run's report. docs/model.md says more. */
export const notModelled: readonly string[] = [
  'One manager leads for the whole run: no quorum, no election, no partition of the network.',
  'Containers have no health checks, no memory use and no CPU limits: reservations matter to the scheduler, limits to nobody.',
  'A request is CPU time in one task: no disk, no calls to other services, no locks.',
  'Hops have latencies, not bandwidths; each request is a connection of its own, none is kept alive.',
  'A node is up or gone, never merely slow; image layers, volumes and the kernel’s connection tables are left out.',
  'HAProxy is modelled as far as `seatrial validate` names no directive in a warning.',
];
