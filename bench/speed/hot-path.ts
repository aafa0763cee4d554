// The hot path through the traffic as a scenario wires it: one client asks one node's published port, whose mesh spreads over
// 100 tasks of 4 slots each; the node has a CPU for each slot.
import { EventLoop } from '../../src/kernel/event-loop.ts';
import { RandomStreams } from '../../src/kernel/random-streams.ts';
import { Fingerprint } from '../../src/metrics/fingerprint.ts';
import { Traffic } from '../../src/traffic/traffic.ts';

const tasks = 100;
const slots = 4;
const backlog = 128;
const load = 0.8;
const law = { kind: 'lognormal', mu: 2, sigma: 0.8 } as const;
const none = { kind: 'constant', value: 0 } as const;

export interface HotPathResult {
  readonly requests: number;
  readonly events: number;
  readonly cpuNs: number;
  readonly meanMs: number;
  readonly p99Ms: number;
}

export function hotPath(requests: number, seed: number): HotPathResult {
  const perMs = (load * tasks * slots) / Math.exp(law.mu + law.sigma ** 2 / 2);
  const durationMs = requests / perMs;
  const loop = new EventLoop();
  const traffic = new Traffic({
    loop,
    random: new RandomStreams(seed),
    fingerprint: new Fingerprint(),
    observer: { traced: () => {}, intervalClosed: () => {}, serverChanged: () => {} },
    network: { clientMs: none, balancerMs: none, overlayMs: none, connectTimeoutMs: 10_000 },
    nodes: [{ name: 'node1', address: '10.0.0.1', cpus: tasks * slots }],
    clients: [
      {
        name: 'shoppers',
        target: { kind: 'node', node: 'node1', port: 80 },
        arrivals: { kind: 'poisson', rate: { kind: 'constant', perMs } },
        ...{ timeoutMs: null, fromMs: 0, untilMs: null, demandMs: null, trace: 0 },
      },
    ],
    ...{ balancers: [], windows: [], durationMs, warmupMs: 0, intervalMs: durationMs / 100, startUnixMs: 0 },
  });
  traffic.joinMesh(0);
  traffic.publish('web', { ingressPorts: [80], hostPorts: [], mode: 'vip' });
  for (let slot = 1; slot <= tasks; slot++) {
    const serving = { demandMs: law, concurrency: slots, backlog };
    const task = traffic.addTask({ id: `task${slot}`, service: 'web', slot, node: 0, serving });
    traffic.listen(task);
    traffic.activate(task);
  }
  traffic.start();
  const before = process.cpuUsage();
  loop.runUntil(durationMs);
  while (traffic.inFlight > 0 && loop.step());
  const { user, system } = process.cpuUsage(before);
  traffic.finish();
  const tally = traffic.clientTally('shoppers');
  const { requests: done, mean_ms, p99_ms } = tally.columns();
  return {
    requests: done,
    events: loop.fired,
    cpuNs: (user + system) * 1000,
    meanMs: mean_ms ?? 0,
    p99Ms: p99_ms ?? 0,
  };
}
