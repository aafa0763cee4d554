import { type Asking, type BalancedServer, noServer } from '../../algorithm.ts';
import { loadOf } from '../load.ts';
import { ByLottery } from './by-lottery.ts';
import { EarliestDeadline } from './earliest-deadline.ts';

export interface LeastRequestParameters {
  /** Servers that are compared, where all weights are equal. */
  readonly choices: number;
  /** Exponent of the load where weights differ; 0 = the load does not matter. */
  readonly activeRequestBias: number;
}

/**
 * Envoy's LEAST_REQUEST (envoyproxy/envoy: source/extensions/load_balancing_policies/least_request/least_request_lb.cc). Equal
 * weights: of so many servers drawn with replacement, the one with the fewest requests; the first drawn wins a tie. Otherwise a
 * weighted rotation in which a server weighs weight / (requests + 1)^bias, as it was when it had its last turn.
 */
export class LeastRequest extends ByLottery {
  readonly #choices: number;
  readonly #rotation: EarliestDeadline;
  #weightsDiffer = false;

  constructor(servers: readonly BalancedServer[], { choices, activeRequestBias }: LeastRequestParameters) {
    super(servers);
    this.#choices = choices;
    this.#rotation = new EarliestDeadline(
      servers,
      (server) => server.effectiveWeight / (loadOf(server) + 1) ** activeRequestBias,
    );
    this.#refresh();
  }

  pick(avoid: number, asking: Asking): number {
    if (this.#weightsDiffer) return this.#rotation.pick(avoid);
    let best = this.lottery.draw(avoid, asking);
    if (best === noServer) return noServer;
    for (let choice = 1; choice < this.#choices; choice++) {
      const drawn = this.lottery.drawAgain(asking);
      if (drawn !== noServer && loadOf(this.servers[drawn]!) < loadOf(this.servers[best]!)) best = drawn;
    }
    return best;
  }

  override serverUp(index: number): void {
    super.serverUp(index);
    this.#refresh();
  }

  override serverDown(index: number): void {
    super.serverDown(index);
    this.#refresh();
  }

  override weightChanged(): void {
    super.weightChanged();
    this.#refresh();
  }

  #refresh(): void {
    const weights = this.servers.filter(({ usable }) => usable).map(({ effectiveWeight }) => effectiveWeight);
    this.#weightsDiffer = weights.some((weight) => weight !== weights[0]);
    if (this.#weightsDiffer) this.#rotation.reset();
  }
}
