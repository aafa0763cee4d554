import type { RandomStream } from '../../kernel/random-stream.ts';
import type { SwarmNode } from '../objects/node.ts';
import { CountIndex } from './count-index.ts';
import { type ActiveCounts, NodeInfo } from './node-info.ts';
import type { NodeTurn } from './strategy.ts';

/** A table of at most so many nodes is in the order in which they came, as a small map of Go's is. */
const smallTable = 8;

/** A larger one grows when it is fuller than this, as Go's does. */
const mostFilled = 6.5 / 8;

/**
 * All nodes, each in a slot of a table that is walked in a circle from a random start. So walks SwarmKit, whose set of
 * nodes is a Go map; it decides between equally good nodes. Up to 8 nodes have their slots in the order in which they
 * came, more have random ones. Source: SwarmKit `manager/scheduler/nodeset.go`; spec: Scheduler, node comparison.
 */
export class NodeSet implements ActiveCounts {
  readonly #random: RandomStream;
  readonly #byId = new Map<string, NodeInfo>();
  #slots: (NodeInfo | null)[] = new Array(smallTable).fill(null);
  #index = new CountIndex(smallTable);
  #arrivals = 0;

  constructor(random: RandomStream) {
    this.#random = random;
  }

  get(id: string): NodeInfo | undefined {
    return this.#byId.get(id);
  }

  upsert(node: SwarmNode): void {
    const known = this.#byId.get(node.id);
    if (known !== undefined) {
      known.update(node);
      return;
    }
    const info = new NodeInfo(node, this);
    info.arrival = this.#arrivals++;
    this.#byId.set(node.id, info);
    const { length } = this.#slots;
    if (this.#byId.size > (length === smallTable ? smallTable : length * mostFilled)) this.#grow();
    else this.#seat(info);
  }

  remove(id: string): void {
    const info = this.#byId.get(id);
    if (info === undefined) return;
    this.#byId.delete(id);
    this.#slots[info.slot] = null;
    for (const [serviceId, tasks] of info.activeServices()) this.#index.moveService(serviceId, info.slot, tasks, 0);
    this.#index.delete(info.slot, info.activeTotal);
    info.slot = -1;
  }

  changed(node: NodeInfo, serviceId: string, before: number, totalBefore: number): void {
    this.#index.moveService(serviceId, node.slot, before, node.activeOf(serviceId));
    this.#index.moveTotal(node.slot, totalBefore, node.activeTotal);
  }

  /** The nodes in a random order. It holds as long as no node comes or goes. */
  turn(random = this.#random): NodeTurn {
    const slots = this.#slots;
    const index = this.#index;
    const start = random.int(slots.length);
    return {
      size: this.#byId.size,
      place: ({ slot }) => (slot >= start ? slot - start : slot - start + slots.length),
      visit: (visit) => {
        for (let i = 0; i < slots.length; i++) {
          const node = slots[start + i < slots.length ? start + i : start + i - slots.length];
          if (node != null && visit(node)) return;
        }
      },
      visitFewestFirst: (serviceId, visit) => index.visitFewestFirst(serviceId, start, (slot) => visit(slots[slot]!)),
    };
  }

  #grow(): void {
    this.#slots = new Array(this.#slots.length * 2).fill(null);
    this.#index = new CountIndex(this.#slots.length);
    for (const info of this.#byId.values()) this.#seat(info);
  }

  #seat(info: NodeInfo): void {
    info.slot = this.#freeSlot();
    this.#slots[info.slot] = info;
    this.#index.add(info.slot, info.activeTotal);
    for (const [serviceId, tasks] of info.activeServices()) this.#index.moveService(serviceId, info.slot, 0, tasks);
  }

  #freeSlot(): number {
    const { length } = this.#slots;
    if (length === smallTable) return this.#slots.indexOf(null);
    let slot = this.#random.int(length);
    while (this.#slots[slot] !== null) slot = (slot + 1) % length;
    return slot;
  }
}
