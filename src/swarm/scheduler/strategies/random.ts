import type { PlacementStrategy } from '../strategy.ts';
import { byDraw } from './by-draw.ts';

/**
 * Each task on any node that has room, all as likely, whatever they hold.
 * Source: classic (standalone) Docker Swarm, `scheduler/strategy/random.go`.
 */
export const random: PlacementStrategy = byDraw('random', (nodes, stream) => stream.int(nodes.length));
