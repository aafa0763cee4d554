import type { Asking } from '../../algorithm.ts';
import { ByLottery } from './by-lottery.ts';

/** A random server, by weight: n equal servers behind it are n queues that know nothing of each other. */
export class UniformRandom extends ByLottery {
  pick(avoid: number, asking: Asking): number {
    return this.lottery.draw(avoid, asking);
  }
}
