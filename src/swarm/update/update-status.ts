import type { UpdateStatus } from '../objects/service.ts';
import type { Store } from '../store/store.ts';

/** SwarmKit's words for what happens to an update. Source: `orchestrator/update/updater.go`. */
export const updateMessage = {
  inProgress: 'update in progress',
  completed: 'update completed',
  rollbackCompleted: 'rollback completed',
  manualRollback: 'manually requested rollback',
  paused: (taskId: string) => `update paused due to failure or early termination of task ${taskId}`,
  rolledBack: (taskId: string) => `update rolled back due to failure or early termination of task ${taskId}`,
  rollbackPaused: (taskId: string) => `rollback paused due to failure or early termination of task ${taskId}`,
} as const;

/** Writes the update status of services. A service that was updated again meanwhile (no status) is left alone. */
export class UpdateStatusWriter {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  start(serviceId: string): void {
    this.#store.update((tx) => {
      const service = this.#store.services.get(serviceId);
      if (service === undefined || service.updateStatus !== null) return;
      tx.updateService({
        ...service,
        updateStatus: {
          state: 'updating',
          startedAtMs: this.#store.nowMs,
          completedAtMs: null,
          message: updateMessage.inProgress,
        },
      });
    });
  }

  pause(serviceId: string, message: string): void {
    this.#change(serviceId, (status) => ({
      ...status,
      state: status.state === 'rollback_started' ? 'rollback_paused' : 'paused',
      message,
    }));
  }

  complete(serviceId: string): void {
    const completedAtMs = this.#store.nowMs;
    this.#change(serviceId, (status) =>
      status.state === 'rollback_started'
        ? { ...status, state: 'rollback_completed', message: updateMessage.rollbackCompleted, completedAtMs }
        : { ...status, state: 'completed', message: updateMessage.completed, completedAtMs },
    );
  }

  /** Restores the previous spec. Without one nothing is written: the status stays as it is. */
  rollback(serviceId: string, message: string): void {
    this.#store.update((tx) => {
      const service = this.#store.services.get(serviceId);
      if (service === undefined || service.updateStatus === null || service.previousSpec === null) return;
      tx.updateService({
        ...service,
        spec: service.previousSpec,
        specVersion: service.previousSpecVersion ?? service.specVersion,
        previousSpec: null,
        previousSpecVersion: null,
        updateStatus: { ...service.updateStatus, state: 'rollback_started', message },
      });
    });
  }

  #change(serviceId: string, next: (status: UpdateStatus) => UpdateStatus): void {
    this.#store.update((tx) => {
      const service = this.#store.services.get(serviceId);
      if (service === undefined || service.updateStatus === null) return;
      tx.updateService({ ...service, updateStatus: next(service.updateStatus) });
    });
  }
}
