import type { RandomStream } from '../../kernel/random-stream.ts';

/** Slots of one group of Go's maps, which are gone through from a random one on. */
const group = 8;

/**
 * The order in which the client goes through what a file lists: that of Go's maps. Few entries keep their order and
 * begin anywhere, as all recorded deploys do; many come in any order.
 */
export function mapOrder<T>(entries: readonly T[], random: RandomStream): T[] {
  if (entries.length <= 1) return [...entries];
  if (entries.length <= group) {
    const first = random.int(entries.length);
    return [...entries.slice(first), ...entries.slice(0, first)];
  }
  const shuffled = [...entries];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = random.int(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
  }
  return shuffled;
}
