import type { FormedSwarm } from '../../../src/simulation/machines.ts';
import type { World } from '../../../src/simulation/world.ts';
import { deepEqual } from '../../../src/swarm/deep-equal.ts';
import type { Service } from '../../../src/swarm/objects/service.ts';
import { TaskState } from '../../../src/swarm/objects/task-state.ts';
import { givesUp, lasts } from './lasts.ts';

/** Longer than any delay, monitor time or grace period that random commands ask for, one after the other. */
const stillMs = 40_000;

/** An update of a replicated service whose tasks all run, and have for long, is over. */
export function checkUpdates(world: World): void {
  for (const formed of world.swarms) {
    for (const service of formed.swarm.store.services.values()) checkService(world, formed, service);
  }
}

function checkService(world: World, { swarm }: FormedSwarm, service: Service): void {
  const { id, spec, previousSpec, updateStatus, updatedAtMs } = service;
  if (updateStatus?.state !== 'updating' && updateStatus?.state !== 'rollback_started') return;
  // To a spec that it had already: if an updater is just then at work for that, it takes no notice. Source: SwarmKit `updater.go`, Supervisor.Update.
  if (deepEqual(spec, previousSpec)) return;
  // Jobs have no updater; that of a global service is not asked while it has no tasks. Source: SwarmKit `orchestrator/global/global.go`, reconcileServices.
  if (spec.mode.kind !== 'replicated') return;
  const { nowMs } = world.loop;
  const tasks = swarm.store.tasks.ofService(id);
  if (nowMs - updatedAtMs < stillMs || tasks.some((task) => nowMs - task.updatedAtMs < stillMs)) return;
  const wanted = tasks.filter(({ desiredState }) => desiredState <= TaskState.running);
  // Slots that are given up are counted and replaced all the same, and may be removed while the update waits for them.
  if (givesUp(spec.task) || tasks.some((task) => givesUp(task.spec))) return;
  // It waits for a new task that has never run, also when nobody wants that one any more.
  if (tasks.some(({ status }) => status.state < TaskState.running)) return;
  if (wanted.some((task) => task.status.state !== TaskState.running || !lasts(world, task))) return;
  throw new Error(`the update of ${spec.name} is ${updateStatus.state} for ever, and nothing is left to do`);
}
