import type { Change } from '../change.ts';
import type { Store } from '../store/store.ts';
import { instanceKey } from '../store/task-table.ts';
import type { Invariant } from './invariant.ts';

/** Each task that was touched is found by its id, its service, its place and its node, as the same object, or nowhere. */
export class IndexesAgree implements Invariant {
  readonly #touched = new Set<string>();

  changed(change: Change): void {
    if (change.kind === 'task') this.#touched.add(change.after?.id ?? change.before?.id ?? '');
  }

  check(store: Store): void {
    for (const id of this.#touched) {
      const task = store.tasks.get(id);
      if (task === undefined) continue;
      const inPlace = store.tasks.ofInstance(task.serviceId, instanceKey(task)).filter((other) => other === task);
      const onNode = store.tasks.ofNode(task.nodeId).filter((other) => other === task);
      if (inPlace.length !== 1) throw new Error(`task ${id} is ${inPlace.length} times in its service's index`);
      if (onNode.length !== (task.nodeId === '' ? 0 : 1))
        throw new Error(`task ${id} is ${onNode.length} times in its node's index`);
    }
    this.#touched.clear();
  }
}
