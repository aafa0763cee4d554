import { labelOf } from '../constraint/constraint.ts';
import { getOrInsert } from '../get-or-insert.ts';
import type { SwarmNode } from '../objects/node.ts';
import type { PlacementPreference } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';

interface TasksOnNode {
  readonly node: SwarmNode;
  readonly tasks: Task[];
}

/**
 * How one service's tasks are spread over the values of its preferred labels and, within these, over the nodes.
 *
 * A node's path is its value of each preferred label, from the outermost on, then the node itself.
 */
export class ServiceSpread {
  readonly #labels: readonly ((node: SwarmNode) => string)[];
  /** By the beginning of a path. */
  readonly #counts = new Map<string, number>();
  readonly #byNode = new Map<string, TasksOnNode>();

  /** Each task with its node. */
  constructor(preferences: readonly PlacementPreference[], tasks: Iterable<readonly [Task, SwarmNode]>) {
    this.#labels = preferences.map(({ spread }) => labelOf(spread)).filter((label) => label !== null);
    for (const [task, node] of tasks) {
      for (const key of this.#path(node)) this.#counts.set(key, this.#count(key) + 1);
      getOrInsert(this.#byNode, node.id, (): TasksOnNode => ({ node, tasks: [] })).tasks.push(task);
    }
  }

  /**
   * Whether a move of one task makes the service more even: where the two paths part, the branch that loses it has at
   * least two more than the one that gains it. Each such move lowers the sum of squares of these counts and leaves all
   * further out as they were, so there can be but finitely many in a row.
   */
  improves(from: SwarmNode, to: SwarmNode): boolean {
    const source = this.#path(from);
    const target = this.#path(to);
    const level = source.findIndex((key, depth) => key !== target[depth]);
    return level >= 0 && this.#count(source[level]!) - this.#count(target[level]!) >= 2;
  }

  /**
   * The tasks that may have to move: of the fullest node of each innermost branch the youngest task; those of fuller
   * branches first.
   */
  candidates(): Task[] {
    const fullest = new Map<string, TasksOnNode>();
    for (const each of this.#byNode.values()) {
      const branch = this.#path(each.node).at(-2) ?? '';
      const best = fullest.get(branch);
      if (best === undefined || each.tasks.length > best.tasks.length) fullest.set(branch, each);
    }
    return [...fullest.values()]
      .sort((a, b) => this.#compareFuller(a.node, b.node))
      .map(({ tasks }) => youngest(tasks));
  }

  #compareFuller(a: SwarmNode, b: SwarmNode): number {
    const pathOfB = this.#path(b);
    for (const [depth, key] of this.#path(a).entries()) {
      const difference = this.#count(pathOfB[depth]!) - this.#count(key);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  #count(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  /** The beginnings of the node's path, the shortest first, the whole path last. */
  #path(node: SwarmNode): string[] {
    const steps = [...this.#labels.map((label) => label(node)), node.id];
    return steps.map((_, depth) => JSON.stringify(steps.slice(0, depth + 1)));
  }
}

function youngest(tasks: readonly Task[]): Task {
  return tasks.reduce((best, task) => (task.createdAtMs >= best.createdAtMs ? task : best));
}
