import type { Change } from '../../swarm/change.ts';
import type { UpdateRow } from '../run-result.ts';
import { msPerSecond } from '../units.ts';
import type { ChangeRecorder } from './change-recorder.ts';

/** A row for each change of a service's update status; `none` = cleared by a new service update. */
export class UpdateRecorder implements ChangeRecorder {
  readonly rows: UpdateRow[] = [];

  record(change: Change, nowMs: number): void {
    if (change.kind !== 'service' || change.after === null) return;
    const was = change.before?.updateStatus ?? null;
    const is = change.after.updateStatus;
    if (was?.state === is?.state && was?.message === is?.message && was?.startedAtMs === is?.startedAtMs) return;
    this.rows.push({
      time_s: nowMs / msPerSecond,
      service: change.after.spec.name,
      state: is?.state ?? 'none',
      message: is?.message ?? '',
    });
  }
}
