import { byDraw } from './by-draw.ts';
import type { IndexedStrategy } from './indexed-strategy.ts';

/**
 * Each task on any node that has room, all as likely, whatever they hold.
 * Source: classic (standalone) Docker Swarm, `scheduler/strategy/random.go`.
 */
export const random: IndexedStrategy = byDraw('random', (nodes, stream) => stream.int(nodes.length));
