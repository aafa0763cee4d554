/** What the model leaves out, in plain sentences for each run's report. docs/model.md says more. */
export const notModelled: readonly string[] = [
  'A request is CPU time in tasks, memory and calls: no disk, no lock that it waits for.',
  'Hops have latencies, not bandwidths; no packet is lost, and a connection that is not kept costs nothing.',
  'Image layers, volumes, secrets, configs and the kernel’s connection tables are left out; no disk is ever full, nothing swaps.',
  'HAProxy is modelled as far as `seatrial validate` names no directive in a warning.',
];
