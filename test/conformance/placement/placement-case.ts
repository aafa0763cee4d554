import type { GenericResource } from '../../../src/swarm/objects/resources.ts';
import type { PortProtocol } from '../../../src/swarm/objects/service.ts';
import type { TaskStateName } from '../../../src/swarm/objects/task-state.ts';
import type { RecordedNode } from '../recorded-node.ts';

/** A case of family A as it is recorded: the scheduler alone. See the README beside the recordings. */
export interface PlacementCase {
  readonly id: string;
  readonly nodes: readonly RecordedNode[];
  readonly existing?: readonly ExistingTasks[];
  readonly failures?: readonly RecordedFailures[];
  readonly service: RecordedService;
  readonly runs: number;
  readonly expect: readonly ExpectedWave[];
}

export interface ExistingTasks {
  readonly service: string;
  readonly node: string;
  readonly count: number;
  readonly state?: TaskStateName;
  readonly desired?: TaskStateName;
  readonly reservations?: RecordedReservations;
  readonly hostPorts?: readonly RecordedHostPort[];
}

export interface RecordedFailures {
  readonly node: string;
  readonly count: number;
  readonly otherSpecVersion?: boolean;
}

export interface RecordedService {
  readonly waves: readonly number[];
  readonly reservations?: RecordedReservations;
  readonly constraints?: readonly string[];
  readonly spread?: readonly string[];
  readonly maxReplicasPerNode?: number;
  readonly hostPorts?: readonly RecordedHostPort[];
  readonly platforms?: readonly { readonly os?: string; readonly arch?: string }[];
}

export interface RecordedReservations {
  readonly nanoCPUs?: number;
  readonly memoryBytes?: number;
  readonly generic?: readonly GenericResource[];
}

export interface RecordedHostPort {
  readonly protocol: PortProtocol;
  readonly published: number;
}

/** A number that was the same in all runs, or the least and the greatest. */
export type Range = number | readonly [min: number, max: number];

/** How often, how many: `[[3, 2], [0, 5]]` = two nodes with 3, five with 0. */
export type RunLengths = readonly (readonly [value: number, nodes: number])[];

export interface ExpectedWave {
  readonly countsPerNodeSame: boolean;
  readonly sortedCountsSame: boolean;
  readonly newPerNode?: Readonly<Record<string, number>>;
  readonly newPerNodeRange?: Readonly<Record<string, Range>>;
  readonly sortedTotals?: RunLengths;
  readonly sortedTotalsVariants?: readonly (readonly [runs: number, totals: RunLengths])[];
  readonly pending: Range;
  readonly messages?: Readonly<Record<string, number>>;
  /** By level (from "1"), then by label values. */
  readonly branchTotals?: Readonly<Record<string, Readonly<Record<string, Range>>>>;
}

/** What one run of ours came to after a wave. */
export interface Wave {
  readonly created: number;
  readonly pending: number;
  /** Error texts of the pending tasks. */
  readonly messages: readonly string[];
  /** Tasks placed, on every node of the case. */
  readonly newPerNode: ReadonlyMap<string, number>;
}
