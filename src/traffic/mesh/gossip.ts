import { hashedUniform } from '../hash.ts';

/** Rounds of gossip, and to how many random peers a node speaks in one (moby: libnetwork/networkdb, memberlist). */
const roundMs = 200;
const fanOut = 3;

/** memberlist's DefaultLANConfig: a probe each second, unanswered until the next; then suspicion. */
const probeIntervalMs = 1000;
const suspicionMs = 4000;

/**
 * How changes of the tables spread from node to node. The node that makes a change has it at once; it tells 3 others
 * within 200 ms, and all who know go on telling 3 others each 200 ms.
 *
 * A change's way through the cluster is drawn as a function of (change, node) instead of being played out: a node learns
 * in round r with the probability that the epidemic has in expectation. So a table can be brought up to date when it is read.
 */
export class Gossip {
  readonly #seed: number;
  #changes = 0;
  readonly #reached = new Map<number, Float64Array>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Numbers a change. */
  newChange(): number {
    return this.#changes++;
  }

  /** When so numbered a viewer learns of a change, in ms after it was made. `nodes`: in the cluster. */
  delayMs(change: number, viewer: number, nodes: number): number {
    const changeSeed = (this.#seed + Math.imul(change, 0x632be5ab)) | 0;
    const firstRoundMs = roundMs * hashedUniform(changeSeed, 0);
    const share = hashedUniform(changeSeed, viewer + 1);
    const reached = this.#reachedShares(nodes);
    let round = 0;
    while (round < reached.length - 1 && share > reached[round]!) round++;
    return firstRoundMs + round * roundMs;
  }

  /** From the failure of a node until another one declares it dead: the next probe, its failure, suspicion. */
  detectionMs(change: number, nodes: number): number {
    const untilProbeMs = probeIntervalMs * hashedUniform((this.#seed + Math.imul(change, 0x632be5ab)) | 0, 0);
    return untilProbeMs + probeIntervalMs + suspicionMs * Math.max(1, Math.log10(nodes));
  }

  /** Share of the other nodes that know after each round, in expectation; the last entry is 1. */
  #reachedShares(nodes: number): Float64Array {
    const others = Math.max(1, nodes - 1);
    const known = this.#reached.get(others);
    if (known !== undefined) return known;
    const shares = [Math.min(1, fanOut / others)];
    // Less than half a node is nobody.
    while ((1 - shares.at(-1)!) * others >= 0.5) {
      const informed = shares.at(-1)! * others;
      const missedByAll = (1 - Math.min(1, fanOut / others)) ** (informed + 1);
      shares.push(1 - (1 - shares.at(-1)!) * missedByAll);
    }
    shares[shares.length - 1] = 1;
    const reached = Float64Array.from(shares);
    this.#reached.set(others, reached);
    return reached;
  }
}
