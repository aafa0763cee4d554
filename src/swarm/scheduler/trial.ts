import type { NodeInfo } from './node-info.ts';
import type { PlacementGroup } from './strategy.ts';
import { TasksToPlace } from './tasks-to-place.ts';

/** One task that a strategy places in thought: its node is noted, nothing is claimed. */
export class Trial extends TasksToPlace implements PlacementGroup {
  #nodeId: string | null = null;

  /** `null` = none. */
  get nodeId(): string | null {
    return this.#nodeId;
  }

  get remaining(): number {
    return this.#nodeId === null ? 1 : 0;
  }

  assign(node: NodeInfo): void {
    if (this.#nodeId !== null) throw new Error('no task of the group is left to assign');
    this.mustFit(node);
    this.#nodeId = node.node.id;
  }
}
