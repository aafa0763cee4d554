import { type Asking, type BalancedServer, noServer } from '../../algorithm.ts';
import { expectedDelay } from '../load.ts';
import { ByLottery } from './by-lottery.ts';

export interface PowerOfDParameters {
  /** Servers that are compared. */
  readonly choices: number;
  /** One server may be drawn several times: then fewer are compared. */
  readonly replacement: boolean;
}

/**
 * Power of d choices: of d servers drawn at random, by weight, the one with the least load for its weight; the first drawn wins
 * a tie (M. Mitzenmacher, The Power of Two Choices in Randomized Load Balancing, IEEE TPDS 12(10), 2001).
 */
export class PowerOfD extends ByLottery {
  readonly #choices: number;
  readonly #replacement: boolean;

  constructor(servers: readonly BalancedServer[], { choices, replacement }: PowerOfDParameters) {
    super(servers);
    this.#choices = choices;
    this.#replacement = replacement;
  }

  pick(avoid: number, asking: Asking): number {
    let best = this.lottery.draw(avoid, asking);
    if (best === noServer) return noServer;
    let least = expectedDelay(this.servers[best]!);
    let drawn = best;
    for (let choice = 1; choice < this.#choices; choice++) {
      if (!this.#replacement) this.lottery.setAside(drawn);
      drawn = this.lottery.drawAgain(asking);
      if (drawn === noServer) break;
      const delay = expectedDelay(this.servers[drawn]!);
      if (delay < least) {
        best = drawn;
        least = delay;
      }
    }
    return best;
  }
}
