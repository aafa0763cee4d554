// The same load through HAProxy, four nodes' meshes, a network with latencies and CPUs that are shared; the C++ program has none
// of that.
import type { BenchOptions, Figure } from './frame.ts';
import { median, pairedRatio } from './frame.ts';
import { wholeWay } from './hot-path.ts';
import { ReferenceProgram } from './reference-program.ts';
import { nsOf } from './requests.ts';

const requests = 1_000_000;
const rounds = 5;

export function bench(_options: BenchOptions): Figure[] {
  const reference = ReferenceProgram.build('hot-path');
  wholeWay(requests / 4, 99);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    if (reference !== null) theirs.push(nsOf(reference.run(requests, round)));
    const run = wholeWay(requests, round);
    ours.push(run.cpuNs / run.requests);
  }
  return [
    {
      what: 'the same through HAProxy, four meshes, shared CPUs',
      value: median(ours),
      unit: 'ns/request',
      ratio: pairedRatio(ours, theirs),
      to: 'C++ (without these)',
    },
  ];
}
