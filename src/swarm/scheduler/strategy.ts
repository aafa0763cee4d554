import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Task } from '../objects/task.ts';
import type { NodeIndexes } from './indexes/node-indexes.ts';
import type { SlotSet } from './indexes/slot-set.ts';
import type { NodeInfo } from './node-info.ts';

/**
 * Which of the nodes that pass the filters take a group's tasks: the pluggable piece of placement. It decides node by node
 * with {@link PlacementGroup.assign}; filters, constraints and reservations are not its business but hold for every one.
 */
export interface PlacementStrategy {
  /** As `placement:` and `--vary placement=` say it. */
  readonly name: string;
  /** Finds nodes for as many of the group's tasks as it can. What it leaves stays pending. */
  place(group: PlacementGroup): void;
  /** How it compares the nodes that pass, for explanations; absent where it draws, or where a user's file decides. */
  judge?(group: PlacementGroup): Judgement;
}

/** What a strategy thinks of nodes for one more of a group's tasks, as they are now. */
export interface Judgement {
  /** What it compares, the weightiest first. */
  measures(node: NodeInfo): Readonly<Record<string, number>>;
  /** Below 0 = `a` is better; 0 = the random order of the turn decides. */
  compare(a: NodeInfo, b: NodeInfo): number;
}

/** Tasks of one service and version that are to be placed at the same instant. */
export interface PlacementGroup {
  /** One of them: they are all alike, to filters and strategies. */
  readonly task: Task;
  /** How many are without a node still. */
  readonly remaining: number;
  readonly nodes: NodeTurn;
  /** For choices of the strategy's own. */
  readonly random: RandomStream;
  readonly nowMs: number;
  /** Whether all filters let the node take one more of the tasks now. */
  fits(node: NodeInfo): boolean;
  /** The same, and a refusal counts in the explanation of a task that finds no node; a pass starts the count anew. */
  passes(node: NodeInfo): boolean;
  /** Nodes that are what the task asks for, whatever they hold: ready, its constraints, platform and plugins. */
  readonly able: SlotSet;
  /** Those that have free what it asks for, too; only its most replicas are not asked for. Not to be kept: the next use changes it. */
  readonly fitting: SlotSet;
  /** What the tasks ask for as far as `fitting` goes: of groups of equal demands nodes think alike. */
  readonly demand: string;
  /** Whether a node is in `fitting`. */
  meetsDemand(node: NodeInfo): boolean;
  /** Nodes of which `fitting` does not tell all: the most replicas may be there already, or this version has failed there. */
  readonly apart: SlotSet;
  /** Gives the node one of the tasks, which claims at once what it needs. Throws if the node does not fit or none remain. */
  assign(node: NodeInfo): void;
}

/** All nodes of the swarm, also those that can take nothing, in one random order that breaks ties. */
export interface NodeTurn {
  readonly size: number;
  /** The slot of the table in which the order begins. */
  readonly start: number;
  /** Slots are below this. */
  readonly capacity: number;
  readonly indexes: NodeIndexes;
  /** The node's place in this order, from 0, not always without gaps. */
  place(node: NodeInfo): number;
  /** All in this order, until `visit` answers true. */
  visit(visit: (node: NodeInfo) => boolean): void;
  /** The node in a slot; `null` = none. */
  at(slot: number): NodeInfo | null;
  /** Those in a set in this order, until `visit` answers true. Costs little more than the nodes visited. */
  visitWithin(within: SlotSet, visit: (node: NodeInfo) => boolean): void;
  /**
   * Those in a set by the service's active tasks on the node, then by all active tasks on it, then in this order, until
   * `visit` answers true. From an index: costs little more than the nodes visited. `visit` must not assign.
   */
  visitFewestFirst(serviceId: string, within: SlotSet, visit: (node: NodeInfo) => boolean): void;
}
