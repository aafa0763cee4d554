import { byDraw } from '../../src/swarm/scheduler/strategies/by-draw.ts';
import { byRank } from '../../src/swarm/scheduler/strategies/by-rank.ts';
import type { PlacementStrategy } from '../../src/swarm/scheduler/strategy.ts';

/** As `random`, by other numbers: it throws one away before each choice. */
export const otherRandom: PlacementStrategy = byDraw('other-random', (nodes, stream) => {
  stream.uniform();
  return stream.int(nodes.length);
});

/** As `spread` for services of one task: the fewest tasks; of equal nodes the one that a number of its own says. */
export const otherSpread: PlacementStrategy = byRank<{ readonly tasks: number; readonly draw: number }>(
  'other-spread',
  ({ random }) => ({
    rank: (node) => ({ tasks: node.activeTotal, draw: random.uniform() }),
    compare: (a, b) => a.tasks - b.tasks || a.draw - b.draw,
  }),
);
