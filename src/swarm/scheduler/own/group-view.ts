import type { NodeInfo } from '../node-info.ts';
import type { PlacementGroup as Group } from '../strategy.ts';
import { Misuse } from './misuse.ts';
import { NodeView } from './node-view.ts';
import type { PlacementGroup, PlacementNode, PlacementTask } from './placement.ts';
import { taskView } from './task-view.ts';

/** What a strategy of the user's own sees of a group, and does with it. */
export class GroupView implements PlacementGroup {
  readonly task: PlacementTask;
  readonly nodes: readonly PlacementNode[];
  readonly #group: Group;
  readonly #infos = new Map<unknown, NodeInfo>();

  constructor(group: Group) {
    this.#group = group;
    this.task = taskView(group.task);
    group.nodes.visit((node) => {
      this.#infos.set(new NodeView(node, group), node);
      return false;
    });
    this.nodes = Object.freeze([...this.#infos.keys()] as PlacementNode[]);
  }

  get remaining() {
    return this.#group.remaining;
  }
  get nowMs() {
    return this.#group.nowMs;
  }

  random(): number {
    return this.#group.random.uniform();
  }

  fits(node: PlacementNode): boolean {
    return this.#group.fits(this.#infoOf(node, 'fits'));
  }

  assign(node: PlacementNode): void {
    const info = this.#infoOf(node, 'assign');
    if (this.#group.remaining === 0) throw new Misuse('group.assign: no task is left (see group.remaining)');
    if (!this.#group.fits(info))
      throw new Misuse(`group.assign: ${node.name} does not fit the task (ask group.fits before)`);
    this.#group.assign(info);
  }

  #infoOf(node: unknown, method: string): NodeInfo {
    const info = this.#infos.get(node);
    if (info === undefined) throw new Misuse(`group.${method} takes one of group.nodes`);
    return info;
  }
}
