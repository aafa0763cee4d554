import type { Change } from '../../swarm/change.ts';
import { taskStateName } from '../../swarm/objects/task-state.ts';
import type { TaskRow } from '../run-result.ts';
import { msPerSecond } from '../units.ts';
import type { ChangeRecorder, NodeNames } from './change-recorder.ts';

/** A row for each change of a task's observed or desired state, of its node or of its error, as the managers store it. */
export class TaskRecorder implements ChangeRecorder {
  readonly rows: TaskRow[] = [];
  readonly #nodeName: NodeNames;

  constructor(nodeName: NodeNames) {
    this.#nodeName = nodeName;
  }

  record(change: Change, nowMs: number): void {
    if (change.kind !== 'task' || change.after === null) return;
    const { before, after } = change;
    const unchanged =
      before !== null &&
      before.status.state === after.status.state &&
      before.desiredState === after.desiredState &&
      before.nodeId === after.nodeId &&
      before.status.err === after.status.err;
    if (unchanged) return;
    this.rows.push({
      time_s: nowMs / msPerSecond,
      task: after.id,
      service: after.serviceName,
      slot: after.slot,
      node: after.nodeId === '' ? '' : this.#nodeName(after.nodeId),
      image: after.spec.container.image,
      desired: taskStateName(after.desiredState),
      state: taskStateName(after.status.state),
      message: after.status.message,
      error: after.status.err,
    });
  }
}
