import type { NodeInfo } from '../../node-info.ts';
import type { Judgement, PlacementGroup } from '../../strategy.ts';
import { heldFailures } from '../held-failures.ts';

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
export class NodeOrder implements Judgement {
  /** Recent failures that count: 0 below the threshold. */
  readonly failures: (node: NodeInfo) => number;
  readonly #serviceId: string;
  readonly #group: PlacementGroup;

  constructor(group: PlacementGroup) {
    this.#group = group;
    this.#serviceId = group.task.serviceId;
    this.failures = heldFailures(group);
  }

  candidate(node: NodeInfo): Candidate {
    return { node, place: this.#group.nodes.place(node), failures: this.failures(node), total: node.activeTotal };
  }

  measures(node: NodeInfo): Readonly<Record<string, number>> {
    const { failures, total } = this.candidate(node);
    return { failures, 'tasks of service': node.activeOf(this.#serviceId), tasks: total };
  }

  compare(a: NodeInfo, b: NodeInfo): number {
    const candidate = this.candidate(b);
    return this.#compare(this.candidate(a), candidate, candidate.total);
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
