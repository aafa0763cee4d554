/**
 * Draws the pictures of docs/scenarios.md anew (reports/gallery): `npm run gallery`, or `npm run gallery -- NAME…` for some of them.
 * Needed after a change of a chart, of a scenario, or of what is modelled. Those of the tutorials are cut out by hand.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const algorithms = 'roundrobin,random,leastconn,power-of-d,least-request,peak-ewma,join-idle-queue,prequal';

/** By picture: the chart, and the command's words. */
const pictures = {
  'tutorial-tasks': ['tasks', 'run', 'tutorial'],
  'rolling-update-latency': ['latency', 'run', 'rolling-update'],
  'update-order-latency': ['latency', 'run', 'update-order'],
  'stack-tasks': ['tasks', 'run', 'stack'],
  'health-check-outcomes': ['outcomes', 'run', 'health-check'],
  'mesh-or-host-cpu': ['cpu-per-node', 'run', 'mesh-or-host'],
  'keep-alive-latency': ['latency', 'run', 'keep-alive'],
  'slow-node-latency': ['latency', 'run', 'slow-node'],
  'balancers-means': ['means', 'compare', 'balancers', '-r', '10', '--vary', `balancers.lb.algorithm=${algorithms}`],
  'retry-storm-outcomes': ['outcomes', 'run', 'retry-storm'],
  'tail-at-scale-percentiles': ['percentiles', 'run', 'tail-at-scale'],
  'service-graph-latency': ['latency', 'run', 'service-graph'],
  'drain-without-room-latency': ['latency', 'run', 'drain-without-room'],
  'drain-and-crash-placement': ['placement', 'run', 'drain-and-crash'],
  'partition-outcomes': ['outcomes', 'run', 'partition'],
  'quorum-requests-per-node': ['requests-per-node', 'run', 'quorum'],
  'zones-placement': ['placement', 'run', 'zones'],
  'cold-images-requests-per-task': ['requests-per-task', 'run', 'cold-images'],
  'overload-latency': ['latency', 'run', 'overload'],
  'rebalance-placement': ['placement', 'run', 'rebalance'],
  'autoscale-latency': ['latency', 'run', 'autoscale'],
  'fragmentation-binpack-placement': ['placement', 'run', 'fragmentation', '--placement', 'binpack'],
};

const asked = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'gallery-'));
for (const [picture, [chart, command, scenario, ...options]] of Object.entries(pictures)) {
  if (asked.length > 0 && !asked.includes(picture)) continue;
  const out = join(folder, picture);
  const words = [command, `scenarios/${scenario}.yaml`, ...options, '--quiet', '--out', out];
  const { status } = spawnSync('npx', ['tsx', 'src/cli/main.ts', ...words], { stdio: 'inherit' });
  // 1 = an expectation does not hold: another placement breaks what the scenario says of its own.
  if (status !== 0 && status !== 1) throw new Error(`${picture}: exit code ${status}`);
  copyFileSync(join(out, 'charts', `${chart}.png`), `reports/gallery/${picture}.png`);
  console.log(picture);
}
rmSync(folder, { recursive: true });
