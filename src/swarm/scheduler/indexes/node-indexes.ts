import type { NodeInfo } from '../node-info.ts';
import type { Pipeline } from '../pipeline.ts';
import { CountIndex } from './count-index.ts';
import { KeptSets } from './kept-sets.ts';
import { LeastRecentlyUsed } from './least-recently-used.ts';
import { type Label, Partition } from './partition.ts';
import { RecentChanges } from './recent-changes.ts';
import { SetsByKey } from './sets-by-key.ts';
import type { SlotSet } from './slot-set.ts';

interface KeptPartition {
  partition: Partition;
  clock: number;
}

const mostPartitions = 16;

/**
 * What is kept of the nodes of a table, so that placing a task need not look at each. All of it is by slot, and follows
 * changes when it is asked for.
 */
export class NodeIndexes {
  readonly counts: CountIndex;
  /** Where which version of a service has failed, however long ago. */
  readonly failures: SetsByKey;
  /** What nodes are: ready, labels, platform … */
  readonly nodeChanges: RecentChanges;
  /** That, or what they hold. */
  readonly loadChanges: RecentChanges;
  readonly #slots: readonly (NodeInfo | null)[];
  readonly #able: KeptSets;
  readonly #fitting: KeptSets;
  readonly #partitions = new LeastRecentlyUsed<KeptPartition>(mostPartitions);

  /** The table is not copied: it shows who is there. */
  constructor(slots: readonly (NodeInfo | null)[]) {
    this.#slots = slots;
    this.counts = new CountIndex(slots.length);
    this.failures = new SetsByKey(slots.length);
    this.nodeChanges = new RecentChanges(slots.length);
    this.loadChanges = new RecentChanges(slots.length);
    this.#able = new KeptSets(slots.length, this.nodeChanges);
    this.#fitting = new KeptSets(slots.length, this.loadChanges);
  }

  /** A node is new, has changed or has left. */
  nodeChanged(slot: number): void {
    this.nodeChanges.note(slot);
    this.loadChanges.note(slot);
  }

  /** Nodes that are what the pipeline's task asks for, whatever they hold. */
  able(pipeline: Pipeline): SlotSet {
    return this.#able.of(pipeline.demandOf('node'), (slot) => {
      const node = this.#slots[slot]!;
      return node !== null && pipeline.meets(node, 'node');
    });
  }

  /** Those of them that have free what it asks for. */
  fitting(pipeline: Pipeline): SlotSet {
    return this.#fitting.of(pipeline.demandOf('load'), (slot) => {
      const node = this.#slots[slot]!;
      return node !== null && pipeline.meets(node, 'load');
    });
  }

  /** All nodes, divided by labels, which `name` names. */
  partition(name: string, labels: readonly Label[]): Partition {
    let kept = this.#partitions.get(name);
    if (kept === undefined) {
      kept = { partition: new Partition(name, this.#slots, labels), clock: 0 };
      this.#partitions.set(name, kept);
    } else if (!this.#isRight(kept)) kept.partition = new Partition(name, this.#slots, labels);
    kept.clock = this.nodeChanges.clock;
    return kept.partition;
  }

  #isRight({ partition, clock }: KeptPartition): boolean {
    let right = true;
    this.nodeChanges.visitSince(clock, (slot) => {
      right &&= partition.isRight(slot, this.#slots[slot]!);
    });
    return right;
  }
}
