import { type BalancedServer, type LoadBalancingAlgorithm, noServer } from '../algorithm.ts';
import { ServerLists } from './server-lists.ts';

/** `BE_WEIGHT_SCALE`, and the greatest effective weight, 256 × 16. */
const scale = 16;
const maxWeight = 4096;

/** The list of servers that have a date. The two others take turns: to be started in this round, and for the next one. */
const dated = 0;

/**
 * HAProxy's `roundrobin`: weighted fair queueing over dates (haproxy 2.6: src/lb_fwrr.c). A server's next turn is one period, the
 * weights' sum divided by its own, after its last; who is due first is served first. Remainders are carried along.
 */
export class RoundRobin implements LoadBalancingAlgorithm {
  readonly queuesBehind = true;
  readonly #servers: readonly BalancedServer[];
  readonly #lists: ServerLists;
  #thisRound = 1;
  #nextRound = 2;
  /** The current date; the weights' sum of the round that runs; and as it is now. */
  #position = 0;
  #roundWeight = 0;
  #weight = 0;
  /** By server: date of the next turn, of the last one, and the remainder. */
  readonly #nextDate: Float64Array;
  readonly #lastDate: Float64Array;
  readonly #remainder: Float64Array;
  /** Servers that one pick has passed over because they are saturated. */
  readonly #full: number[] = [];
  /** Whether it has begun the next round. */
  #switched = false;

  constructor(servers: readonly BalancedServer[]) {
    this.#servers = servers;
    this.#lists = new ServerLists(3, servers.length);
    this.#nextDate = new Float64Array(servers.length);
    this.#lastDate = new Float64Array(servers.length);
    this.#remainder = new Float64Array(servers.length);
    const usable = servers.filter((server) => server.usable);
    for (const { effectiveWeight } of usable) this.#weight += effectiveWeight;
    this.#position = this.#weight;
    this.#roundWeight = this.#weight;
    for (const { index } of usable) this.#putByWeight(this.#thisRound, index);
  }

  /** `fwrr_get_next_server` */
  pick(avoid: number): number {
    // To set a length, even the one that it has, costs more than the whole pick.
    if (this.#full.length > 0) this.#full.length = 0;
    this.#switched = false;
    const found = this.#choose(avoid);
    if (found !== noServer) this.#place(found);
    for (let i = this.#full.length - 1; i >= 0; i--) {
      const server = this.#full[i]!;
      if (server === found) continue;
      if (this.#switched) this.#putByWeight(this.#thisRound, server);
      else this.#place(server);
    }
    return found;
  }

  /** `fwrr_set_server_status_up` */
  serverUp(index: number): void {
    const { effectiveWeight } = this.#servers[index]!;
    this.#weight += effectiveWeight;
    const ahead = this.#weight + this.#roundWeight - this.#position;
    this.#nextDate[index] = this.#position + Math.floor(ahead / effectiveWeight);
    this.#place(index);
  }

  /** `fwrr_set_server_status_down`: the round that runs keeps its length. */
  serverDown(index: number, oldWeight: number): void {
    this.#weight -= oldWeight;
    this.#lists.remove(index);
  }

  /** `fwrr_update_server_weight` */
  weightChanged(index: number, oldWeight: number): void {
    const { effectiveWeight } = this.#servers[index]!;
    const list = this.#lists.listOf(index);
    this.#weight += effectiveWeight - oldWeight;
    this.#lists.remove(index);
    if (list === this.#thisRound) {
      this.#putByWeight(this.#thisRound, index);
      return;
    }
    if (list === this.#nextRound) this.#nextDate[index]! += this.#roundWeight;
    const step = Math.floor(this.#weight / effectiveWeight);
    let date = Math.min(this.#nextDate[index]!, this.#lastDate[index]! + step);
    if (date < this.#position + 2) date = this.#position + step;
    this.#nextDate[index] = date;
    this.#remainder[index] = 0;
    this.#place(index);
  }

  #choose(avoid: number): number {
    let avoided = noServer;
    for (;;) {
      if (this.#roundWeight === 0) {
        this.#position = this.#weight;
        this.#roundWeight = this.#weight;
      }
      let server = this.#candidate();
      if (server === noServer && !this.#switched) {
        this.#switched = true;
        this.#switchRounds();
        server = this.#candidate();
      }
      if (server === noServer) return avoided;
      this.#useTurn(server);
      if (!this.#servers[server]!.saturated) {
        if (server !== avoid || avoided !== noServer) return server;
        avoided = server;
      }
      this.#full.push(server);
    }
  }

  /** `fwrr_get_server_from_group` */
  #candidate(): number {
    const due = this.#lists.first(dated);
    if (due !== noServer && this.#nextDate[due]! <= this.#position) return due;
    const fresh = this.#lists.first(this.#thisRound);
    if (fresh === noServer) return due;
    this.#nextDate[fresh] = 0;
    this.#remainder[fresh] = 0;
    return fresh;
  }

  /** `fwrr_update_position`, and out of its list. */
  #useTurn(server: number): void {
    const { effectiveWeight } = this.#servers[server]!;
    if (this.#nextDate[server] === 0) this.#nextDate[server] = this.#position;
    this.#lastDate[server] = this.#nextDate[server]!;
    this.#nextDate[server]! += Math.floor(this.#weight / effectiveWeight);
    this.#remainder[server]! += this.#weight % effectiveWeight;
    if (this.#remainder[server]! >= effectiveWeight) {
      this.#remainder[server]! -= effectiveWeight;
      this.#nextDate[server]!++;
    }
    this.#lists.remove(server);
    this.#position++;
  }

  /** `fwrr_queue_srv` */
  #place(server: number): void {
    const date = this.#nextDate[server]!;
    if (date >= 2 * this.#roundWeight || date >= this.#roundWeight + this.#weight) {
      this.#nextDate[server] = date - this.#roundWeight;
      this.#putByWeight(this.#nextRound, server);
      return;
    }
    const fraction = Math.floor(
      (maxWeight + this.#remainder[server]! - this.#servers[server]!.effectiveWeight) / scale,
    );
    this.#lists.insert(dated, server, (256 * date + fraction) >>> 0);
  }

  /** Heaviest first. */
  #putByWeight(list: number, server: number): void {
    this.#lists.insert(list, server, maxWeight - this.#servers[server]!.effectiveWeight);
  }

  #switchRounds(): void {
    const list = this.#thisRound;
    this.#thisRound = this.#nextRound;
    this.#nextRound = list;
    this.#roundWeight = this.#weight;
    this.#position = this.#weight;
  }
}
