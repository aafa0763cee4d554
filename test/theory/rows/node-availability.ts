import type { RunResult } from '../../../src/simulation/run-result.ts';
import { parameter, type TheoryRow } from '../row.ts';

/** The longest run that a scenario may have; so many machines make up for it. */
const hours = 8784;
const groupSize = 3;
const groups = 26;
const machines = groupSize * groups;
const secondsPerHour = 3600;

/** Random crashes of machines that fail independently. */
export const nodeAvailability: TheoryRow = {
  name: 'node-availability',
  law: 'Node availability: MTTF/(MTTF + MTTR); k of n nodes are up by the binomial',
  examples: [{ mttf: 1000, mttr: 1 }],
  longExamples: [{ mttf: 500, mttr: 10 }],
  scenario: (parameters, seed) => `
name: node availability
seed: ${seed}
profile: swarmkit
duration: ${hours}h
cluster:
  nodes:
    - { name: manager, role: manager, cpus: 1, memory: 1GiB }
    - { name: node, count: ${machines}, cpus: 1, memory: 1GiB }
faults:
  - machines: [node]
    up: { exponential: { mean: ${parameter(parameters, 'mttf')}h } }
    down: { exponential: { mean: ${parameter(parameters, 'mttr')}h } }
`,
  quantities: (parameters) => {
    const up = parameter(parameters, 'mttf') / (parameter(parameters, 'mttf') + parameter(parameters, 'mttr'));
    return [
      { name: '1 − availability', expected: 1 - up, tolerance: 0.05, measure: (result) => downShare(result, 1, 1) },
      {
        name: '1 − P(all of three)',
        expected: 1 - up ** groupSize,
        tolerance: 0.05,
        measure: (result) => downShare(result, groupSize, groupSize),
      },
    ];
  },
};

/** Share of the time in which fewer than `least` of each `size` machines are up, over all such groups. */
function downShare({ events }: RunResult, size: number, least: number): number {
  const endS = hours * secondsPerHour;
  const isDown = new Map<string, boolean>();
  const sinceS = new Map<number, number>();
  let downS = 0;
  for (const { time_s, kind, what } of events) {
    if (kind !== 'crash' && kind !== 'restore') continue;
    isDown.set(what, kind === 'crash');
    const group = Math.floor((Number(what.slice('node'.length)) - 1) / size);
    const members = Array.from({ length: size }, (_, index) => `node${group * size + index + 1}`);
    const isShort = members.filter((name) => isDown.get(name) !== true).length < least;
    const beganS = sinceS.get(group);
    if (isShort && beganS === undefined) sinceS.set(group, time_s);
    if (isShort || beganS === undefined) continue;
    downS += time_s - beganS;
    sinceS.delete(group);
  }
  for (const beganS of sinceS.values()) downS += endS - beganS;
  return downS / (endS * (machines / size));
}
