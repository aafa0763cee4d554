import type { Change } from '../change.ts';
import { taskStateName } from '../objects/task-state.ts';
import type { Invariant } from './invariant.ts';

/** A task's desired state never goes back. */
export class DesiredStateGoesForward implements Invariant {
  changed(change: Change): void {
    if (change.kind !== 'task' || change.before === null || change.after === null) return;
    const [from, to] = [change.before.desiredState, change.after.desiredState];
    if (to >= from) return;
    const names = `${taskStateName(from)} to ${taskStateName(to)}`;
    throw new Error(`the desired state of task ${change.after.id} went back from ${names}`);
  }

  check(): void {}
}
