import type { RandomStream } from '../../kernel/random-stream.ts';

/** A map of at most so many entries is one bucket. */
const bucketSlots = 8;

/**
 * The items in the order in which Go walks a map of them: up to 8 in a circle, in the order of insertion, from a random
 * slot of the 8 (so the first entry is favoured); more in any order. Source: Go `runtime/map.go` mapiterinit.
 */
export function inMapOrder<T>(items: readonly T[], random: RandomStream): T[] {
  if (items.length > bucketSlots) return random.shuffle([...items]);
  if (items.length < 2) return [...items];
  const slot = random.int(bucketSlots);
  const start = slot < items.length ? slot : 0;
  return [...items.slice(start), ...items.slice(0, start)];
}
