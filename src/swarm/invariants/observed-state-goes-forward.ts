import type { Change } from '../change.ts';
import { taskStateName } from '../objects/task-state.ts';
import type { Invariant } from './invariant.ts';

/** A task's observed state never goes back, and once it has a node it keeps it. */
export class ObservedStateGoesForward implements Invariant {
  changed(change: Change): void {
    if (change.kind !== 'task' || change.before === null || change.after === null) return;
    const { before, after } = change;
    const [from, to] = [before.status.state, after.status.state];
    if (to < from) throw new Error(`task ${after.id} went back from ${taskStateName(from)} to ${taskStateName(to)}`);
    if (before.nodeId !== '' && before.nodeId !== after.nodeId) {
      throw new Error(`task ${after.id} moved from node ${before.nodeId} to ${after.nodeId}`);
    }
  }

  check(): void {}
}
