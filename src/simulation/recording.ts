import type { Fingerprint } from '../metrics/fingerprint.ts';
import type { Change } from '../swarm/change.ts';
import type { Task } from '../swarm/objects/task.ts';
import type { Swarm } from '../swarm/swarm.ts';
import type { NodeDirectory } from './node-directory.ts';
import { EventRecorder } from './recorders/event-recorder.ts';
import { FingerprintRecorder } from './recorders/fingerprint-recorder.ts';
import { PendingRecorder } from './recorders/pending-recorder.ts';
import { PlacementRecorder } from './recorders/placement-recorder.ts';
import { ProcessCounter } from './recorders/process-counter.ts';
import { ServiceRecorder } from './recorders/service-recorder.ts';
import { TaskRecorder } from './recorders/task-recorder.ts';
import { UpdateRecorder } from './recorders/update-recorder.ts';

/** All that is written down of the swarms while they run. */
export class Recording {
  readonly events = new EventRecorder();
  readonly updates = new UpdateRecorder();
  readonly services = new ServiceRecorder();
  readonly pending = new PendingRecorder();
  readonly processes: ProcessCounter;
  readonly tasks: TaskRecorder;
  readonly placement: PlacementRecorder;
  readonly #directory: NodeDirectory;
  readonly #fingerprint: FingerprintRecorder;

  constructor(directory: NodeDirectory, fingerprint: Fingerprint) {
    const nodeName = (nodeId: string) => directory.nameOf(nodeId);
    this.#directory = directory;
    this.#fingerprint = new FingerprintRecorder(fingerprint);
    this.processes = new ProcessCounter(nodeName);
    this.tasks = new TaskRecorder(nodeName);
    this.placement = new PlacementRecorder(nodeName);
  }

  /** `changed` is told after each change was recorded. */
  watch(swarm: Swarm, changed: () => void): void {
    const recorders = [
      this.#directory,
      this.#fingerprint,
      this.tasks,
      this.updates,
      this.placement,
      this.services,
      this.pending,
    ];
    swarm.watch((change: Change, nowMs: number) => {
      for (const recorder of recorders) recorder.record(change, nowMs);
      changed();
    });
  }

  /** A container's process runs (1), or has ended (−1). */
  process(task: Task, step: 1 | -1, nowMs: number): void {
    this.services.process(task, step, nowMs);
    this.processes.process(task, step);
  }

  finish(nowMs: number): void {
    this.services.finish(nowMs);
    this.pending.finish(nowMs);
  }
}
