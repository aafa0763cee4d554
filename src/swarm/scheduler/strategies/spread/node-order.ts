import type { NodeInfo } from '../../node-info.ts';
import { maxFailures, serviceKeyOf } from '../../recent-failures.ts';
import type { PlacementGroup } from '../../strategy.ts';

/** A node that passed the filters when the group was looked at. */
export interface Candidate {
  readonly node: NodeInfo;
  /** Its place in the group's turn, which breaks ties. */
  readonly place: number;
  /** Recent failures that count: 0 below the threshold. */
  readonly failures: number;
  /** All active tasks of the node, as they were then: SwarmKit compares a copy, in which only the service's count moves on. */
  readonly total: number;
}

/** Which of two nodes is better for a group. Source: SwarmKit `scheduleTaskGroup` nodeLess; spec: Scheduler, node comparison. */
export class NodeOrder {
  readonly #serviceId: string;
  readonly #serviceKey: string;
  readonly #nowMs: number;
  readonly #group: PlacementGroup;

  constructor(group: PlacementGroup) {
    this.#group = group;
    this.#serviceId = group.task.serviceId;
    this.#serviceKey = serviceKeyOf(group.task);
    this.#nowMs = group.nowMs;
  }

  candidate(node: NodeInfo): Candidate {
    return { node, place: this.#group.nodes.place(node), failures: this.failures(node), total: node.activeTotal };
  }

  /** Failures below the threshold do not count. */
  failures(node: NodeInfo): number {
    const failures = node.failures.count(this.#serviceKey, this.#nowMs);
    return failures < maxFailures ? 0 : failures;
  }

  isBetter(a: Candidate, b: Candidate): boolean {
    return this.#compare(a, b, b.total) < 0;
  }

  /** Whether `a` is better than `b` as that node is by now. */
  isBetterThanNow(a: Candidate, b: Candidate): boolean {
    return this.#compare(a, b, b.node.activeTotal) < 0;
  }

  /** The same with ties broken: no two candidates are equal. */
  comesBefore(a: Candidate, b: Candidate): boolean {
    const difference = this.#compare(a, b, b.total);
    return difference < 0 || (difference === 0 && a.place < b.place);
  }

  #compare(a: Candidate, b: Candidate, totalOfB: number): number {
    if (a.failures !== b.failures) return a.failures - b.failures;
    const tasks = a.node.activeOf(this.#serviceId) - b.node.activeOf(this.#serviceId);
    return tasks !== 0 ? tasks : a.total - totalOfB;
  }
}
