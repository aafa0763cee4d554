import type { Fingerprint } from '../../metrics/fingerprint.ts';
import type { Change } from '../../swarm/change.ts';
import type { ChangeRecorder } from './change-recorder.ts';

/** Puts task transitions, update states and node states into the run's fingerprint. Requests are the traffic's part. */
export class FingerprintRecorder implements ChangeRecorder {
  readonly #fingerprint: Fingerprint;

  constructor(fingerprint: Fingerprint) {
    this.#fingerprint = fingerprint;
  }

  record(change: Change, nowMs: number): void {
    this.#add(change, nowMs);
    this.#fingerprint.endEvent(nowMs);
  }

  #add(change: Change, nowMs: number): void {
    const fingerprint = this.#fingerprint;
    fingerprint.number(nowMs);
    fingerprint.text(change.after?.id ?? change.before?.id ?? '');
    if (change.after === null) return;
    if (change.kind === 'task') {
      fingerprint.number(change.after.status.state);
      fingerprint.number(change.after.desiredState);
      fingerprint.text(change.after.nodeId);
      fingerprint.text(change.after.status.err);
    } else if (change.kind === 'service') {
      fingerprint.number(change.after.specVersion);
      fingerprint.text(change.after.updateStatus?.state ?? '');
    } else {
      fingerprint.text(change.after.status.state);
      fingerprint.text(change.after.spec.availability);
    }
  }
}
