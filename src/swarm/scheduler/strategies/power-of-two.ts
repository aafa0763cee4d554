import { byDraw } from './by-draw.ts';
import type { IndexedStrategy } from './indexed-strategy.ts';

/**
 * Two different nodes are drawn from those that have room, all pairs as likely; the one with fewer tasks takes the task, of
 * equal ones the first drawn. Source: Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing" (2001).
 */
export const powerOfTwo: IndexedStrategy = byDraw('power-of-two', (nodes, random) => {
  const first = random.int(nodes.length);
  if (nodes.length === 1) return first;
  const other = random.int(nodes.length - 1);
  const second = other < first ? other : other + 1;
  return nodes.at(second).activeTotal < nodes.at(first).activeTotal ? second : first;
});
