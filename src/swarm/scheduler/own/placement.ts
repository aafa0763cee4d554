// Published as `seatrial/placement`: what a placement strategy of one's own is made of. See docs/placement.md.

/** The default export of a strategy's file. */
export type Strategy = ScoringStrategy | PlacingStrategy;

/** Judges nodes one by one: the best one gets the task, task by task. */
export interface ScoringStrategy {
  /**
   * How good the node is for one more of these tasks: the greatest number wins, a random one of those that are equal.
   * `null` = not this node. Asked for every node that has room and passes the service's constraints, and again for a node that
   * has got a task; so the answer must not depend on what other nodes hold.
   */
  score(task: PlacementTask, node: PlacementNode, context: PlacementContext): number | null;
}

/** Decides for itself which node gets which task. */
export interface PlacingStrategy {
  /** Assigns as many of the group's tasks as it wants to; the others wait, and are offered again when something has changed. */
  place(group: PlacementGroup): void;
}

/** One of several tasks that are all alike: those of one service that need a node at the same instant. */
export interface PlacementTask {
  readonly service: string;
  readonly serviceLabels: Readonly<Record<string, string>>;
  readonly image: string;
  /** Reserved CPUs; 0 = none. */
  readonly cpus: number;
  /** Reserved memory; 0 = none. */
  readonly memoryBytes: number;
  /** Reserved generic resources by kind. */
  readonly generic: Readonly<Record<string, number>>;
  /** As `docker service create --constraint` takes them. They hold already for every node that is asked for. */
  readonly constraints: readonly string[];
  /** Descriptors of spread preferences, such as `node.labels.zone`. */
  readonly preferences: readonly string[];
  /** 0 = any number. */
  readonly maxReplicasPerNode: number;
}

/** A node as it is now, with what was assigned an instant ago. It cannot be changed. */
export interface PlacementNode {
  readonly name: string;
  readonly role: 'worker' | 'manager';
  readonly address: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly engineLabels: Readonly<Record<string, string>>;
  /** Empty = not known. */
  readonly os: string;
  readonly arch: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  /** Not reserved by any task. */
  readonly freeCpus: number;
  readonly freeMemoryBytes: number;
  readonly reservedCpus: number;
  readonly reservedMemoryBytes: number;
  /** How many of a generic resource are free. */
  freeGeneric(kind: string): number;
  /** Tasks on it that are meant to run. */
  readonly tasks: number;
  /** Those of them that belong to the service that is being placed. */
  readonly tasksOfService: number;
  /** Tasks of this version of the service that failed on it in the last five minutes. */
  readonly recentFailures: number;
}

export interface PlacementContext {
  /** Simulated time since the start of the run. */
  readonly nowMs: number;
  /** A random number from 0 to 1, of the run's seed. */
  random(): number;
}

export interface PlacementGroup extends PlacementContext {
  readonly task: PlacementTask;
  /** How many have no node yet. */
  readonly remaining: number;
  /** All nodes of the swarm, in a random order, also those that can take nothing. */
  readonly nodes: readonly PlacementNode[];
  /** Whether the node has room for one more and passes constraints and all else that Swarm asks of it. */
  fits(node: PlacementNode): boolean;
  /** Gives the node one of the tasks. An error if none remains, or if the node does not fit. */
  assign(node: PlacementNode): void;
}
