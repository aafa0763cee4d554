import { TaskState } from '../../objects/task-state.ts';
import type { Batch, Store } from '../../store/store.ts';

/** The task, if it is still there, is to stop and then to be forgotten. */
export function removeTask(store: Store, batch: Batch, id: string): void {
  batch.update((tx) => {
    const task = store.tasks.get(id);
    if (task !== undefined) tx.updateTask({ ...task, desiredState: TaskState.remove });
  });
}
