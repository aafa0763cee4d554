// How fast requests go through, beside the plain C++ program in reference/, in turns.
import type { BenchOptions, Figure } from './frame.ts';
import { median, pairedRatio } from './frame.ts';
import { hotPath } from './hot-path.ts';
import { ReferenceProgram } from './reference-program.ts';

const requests = 2_000_000;
const rounds = 5;

export function bench(_options: BenchOptions): Figure[] {
  const best = ReferenceProgram.build('hot-path');
  const standard = ReferenceProgram.build('hot-path', 'STANDARD_QUEUE');
  hotPath(requests / 4, 99);
  const ours: number[] = [];
  const eventsPerS: number[] = [];
  const bestNs: number[] = [];
  const standardNs: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    if (best !== null) bestNs.push(nsOf(best.run(requests, round)));
    const run = hotPath(requests, round);
    ours.push(run.cpuNs / run.requests);
    eventsPerS.push((run.events / run.cpuNs) * 1e9);
    if (standard !== null) standardNs.push(nsOf(standard.run(requests, round)));
  }
  const what = 'Poisson → mesh over 100 tasks × 4 slots, load 0.8';
  return [
    { what, value: median(ours), unit: 'ns/request', ratio: pairedRatio(ours, bestNs), to: 'C++' },
    {
      what,
      value: 1e9 / median(ours),
      unit: 'requests/s',
      ratio: pairedRatio(ours, standardNs),
      to: 'C++ with std::priority_queue',
    },
    { what, value: median(eventsPerS), unit: 'events/s', ratio: null, to: '' },
  ];
}

/** The reference prints requests, events, ns, mean and p99. */
export function nsOf([requests, , ns]: readonly number[]): number {
  return ns! / requests!;
}
