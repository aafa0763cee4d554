import type { RandomStream } from '../../kernel/random-stream.ts';
import type { IdSource } from '../store/ids.ts';
import type { Store } from '../store/store.ts';
import type { Timers } from '../timers.ts';
import { UpdateStatusWriter } from '../update/update-status.ts';
import { UpdateSupervisor } from '../update/update-supervisor.ts';
import { RestartSupervisor } from './restart-supervisor.ts';
import { isTaskDirty } from './task-dirty.ts';

/** What an orchestrator works with: a restart and an update supervisor of its own. */
export interface OrchestratorTools {
  readonly store: Store;
  readonly ids: IdSource;
  readonly restarts: RestartSupervisor;
  readonly updates: UpdateSupervisor;
  /** For orders that are random in SwarmKit (Go maps). */
  readonly random: RandomStream;
}

export function makeOrchestratorTools(
  store: Store,
  loop: Timers,
  ids: IdSource,
  random: RandomStream,
  raceRandom: RandomStream | null = null,
): OrchestratorTools {
  const restarts = new RestartSupervisor(store, loop, ids);
  const updates = new UpdateSupervisor({
    store,
    loop,
    ids,
    restarts,
    raceRandom,
    status: new UpdateStatusWriter(store),
    isDirty: (service, task) => isTaskDirty(service, task, store.nodes.get(task.nodeId)),
  });
  return { store, ids, restarts, updates, random };
}
