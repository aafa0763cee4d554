import type { RandomStream } from '../../kernel/random-stream.ts';
import type { SwarmNode } from '../objects/node.ts';
import { NodeIndexes } from './indexes/node-indexes.ts';
import { type ActiveCounts, NodeInfo } from './node-info.ts';
import { Turn } from './node-turn.ts';
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
  #indexes = new NodeIndexes(this.#slots);
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
      this.#indexes.nodeChanged(known.slot);
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
    const { counts } = this.#indexes;
    for (const [serviceId, tasks] of info.activeServices()) counts.moveService(serviceId, info.slot, tasks, 0);
    counts.delete(info.slot, info.activeTotal);
    for (const serviceKey of info.failures.keys()) this.#indexes.failures.delete(serviceKey, info.slot);
    this.#indexes.nodeChanged(info.slot);
    info.slot = -1;
  }

  recordFailure(nodeId: string, serviceKey: string, nowMs: number): void {
    const info = this.#byId.get(nodeId);
    if (info === undefined) return;
    info.failures.record(serviceKey, nowMs);
    this.#indexes.failures.add(serviceKey, info.slot);
  }

  changed(node: NodeInfo, serviceId: string, before: number, totalBefore: number): void {
    const { slot, activeTotal } = node;
    if (activeTotal !== totalBefore) {
      this.#indexes.counts.moveService(serviceId, slot, before, node.activeOf(serviceId));
      this.#indexes.counts.moveTotal(slot, totalBefore, activeTotal);
    }
    this.#indexes.loadChanges.note(slot);
  }

  /** The nodes in a random order. It holds as long as no node comes or goes. */
  turn(random = this.#random): NodeTurn {
    return new Turn(this.#slots, this.#byId.size, this.#indexes, random.int(this.#slots.length));
  }

  #grow(): void {
    this.#slots = new Array(this.#slots.length * 2).fill(null);
    this.#indexes = new NodeIndexes(this.#slots);
    for (const info of this.#byId.values()) this.#seat(info);
  }

  #seat(info: NodeInfo): void {
    info.slot = this.#freeSlot();
    this.#slots[info.slot] = info;
    const { counts } = this.#indexes;
    counts.add(info.slot, info.activeTotal);
    for (const serviceKey of info.failures.keys()) this.#indexes.failures.add(serviceKey, info.slot);
    for (const [serviceId, tasks] of info.activeServices()) counts.moveService(serviceId, info.slot, 0, tasks);
    this.#indexes.nodeChanged(info.slot);
  }

  #freeSlot(): number {
    const { length } = this.#slots;
    if (length === smallTable) return this.#slots.indexOf(null);
    let slot = this.#random.int(length);
    while (this.#slots[slot] !== null) slot = (slot + 1) % length;
    return slot;
  }
}
