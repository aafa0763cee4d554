// How fast requests go through. Prints ns a request, requests and events a second, and the ratio to the plain C++
// program in reference/, which takes turns with us in one run. All times are CPU times: another program on the machine
// counts less. The ratio is what to look at.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type HotPathResult, hotPath } from './hot-path.ts';

const requests = 2_000_000;
const rounds = 5;

/** The reference program, built; `null` where there is no compiler. */
function buildReference(folder: string): string | null {
  const source = fileURLToPath(new URL('./reference/hot-path.cpp', import.meta.url));
  const program = join(folder, 'hot-path');
  try {
    execFileSync('g++', ['-O3', '-march=native', '-o', program, source], { stdio: ['ignore', 'ignore', 'pipe'] });
    return program;
  } catch (error) {
    console.log(`no C++ reference, so no ratio: ${(error as Error).message.split('\n')[0]}`);
    return null;
  }
}

function runReference(program: string, seed: number): HotPathResult {
  const [done, events, ns, mean, p99] = execFileSync(program, [String(requests), String(seed)])
    .toString()
    .trim()
    .split(' ')
    .map(Number);
  return { requests: done!, events: events!, cpuNs: ns!, meanMs: mean!, p99Ms: p99! };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

function print(name: string, results: readonly HotPathResult[], ratio: string): void {
  const ns = median(results.map((result) => result.cpuNs / result.requests));
  const events = median(results.map((result) => (result.events / result.cpuNs) * 1e9));
  const { meanMs, p99Ms } = results[0]!;
  const columns = [ns.toFixed(0), (1e9 / ns).toFixed(0), events.toFixed(0), ratio, meanMs.toFixed(2), p99Ms.toFixed(1)];
  console.log([name.padEnd(28), ...columns.map((text) => text.padStart(10))].join(' '));
}

const folder = mkdtempSync(join(tmpdir(), 'seatrial-speed-'));
try {
  const program = buildReference(folder);
  hotPath(requests / 4, 99);
  const ours: HotPathResult[] = [];
  const theirs: HotPathResult[] = [];
  for (let round = 1; round <= rounds; round++) {
    if (program !== null) theirs.push(runReference(program, round));
    ours.push(hotPath(requests, round));
  }
  console.log('Poisson → round robin over 100 tasks × 4 slots, backlog 128, lognormal service, load 0.8');
  const header = ['ns/request', 'requests/s', 'events/s', '× C++', 'mean ms', 'p99 ms'];
  console.log([''.padEnd(28), ...header.map((text) => text.padStart(10))].join(' '));
  if (program !== null) print('C++', theirs, '1.00');
  const pairs = theirs.map(
    (result, round) => ours[round]!.cpuNs / ours[round]!.requests / (result.cpuNs / result.requests),
  );
  print('Seatrial', ours, pairs.length > 0 ? median(pairs).toFixed(2) : '–');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
