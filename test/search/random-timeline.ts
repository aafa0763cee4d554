import fc from 'fast-check';
import { nodeName, type ServiceName, seconds } from './names.ts';
import { membership, randomCommand } from './random-command.ts';
import type { WrittenEntry } from './written.ts';

/** When the last thing happens, in seconds; then all is quiet. */
export const lastHappeningS = 60;

/** What happens to a cluster of so many machines, by time. */
export function randomTimeline(nodes: number, services: readonly ServiceName[]): fc.Arbitrary<readonly WrittenEntry[]> {
  return fc
    .array(happening(nodes, services), { minLength: 4, maxLength: 14, size: 'max' })
    .map((entries) => [...entries].sort((a, b) => Number.parseFloat(a.at) - Number.parseFloat(b.at)));
}

function happening(nodes: number, services: readonly ServiceName[]): fc.Arbitrary<WrittenEntry> {
  const at = seconds(0, lastHappeningS - 20);
  const duration = seconds(0.5, 15);
  const node = nodeName(nodes);
  const group = fc.uniqueArray(node, { minLength: 1, maxLength: nodes });
  const run = randomCommand(nodes, services);
  const slot = fc
    .tuple(fc.constantFrom(...services), fc.integer({ min: 1, max: 3 }))
    .map(([name, number]) => `${name}.${number}`);
  return fc.oneof(
    { weight: 16, arbitrary: fc.record({ at, run }) },
    { weight: 1, arbitrary: fc.record({ at, run, on: node }) },
    { weight: 1, arbitrary: fc.record({ at, run: membership, on: node }) },
    { weight: 2, arbitrary: fc.record({ at, crash: node }) },
    { weight: 3, arbitrary: fc.record({ at, restore: node }) },
    { weight: 1, arbitrary: fc.record({ at, partition: group, for: duration }) },
    { weight: 1, arbitrary: fc.record({ at, kill_dockerd: node, for: duration }) },
    { weight: 1, arbitrary: fc.record({ at, stop_dockerd: node, for: duration }) },
    { weight: 1, arbitrary: fc.record({ at, registry: fc.constant('down'), for: duration }) },
    { weight: 1, arbitrary: fc.record({ at, slow: node, factor: fc.constantFrom(0.1, 0.5), for: duration }) },
    { weight: 1, arbitrary: fc.record({ at, noise: node, cpus: fc.constantFrom(1, 2), for: duration }) },
    { weight: 1, arbitrary: fc.record({ at, pause: fc.oneof(node, slot), for: duration }) },
  );
}
