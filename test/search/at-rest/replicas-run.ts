import type { FormedSwarm } from '../../../src/simulation/machines.ts';
import type { World } from '../../../src/simulation/world.ts';
import type { Service } from '../../../src/swarm/objects/service.ts';
import { TaskState } from '../../../src/swarm/objects/task-state.ts';
import { givesUp, lasts } from './lasts.ts';

/**
 * A replicated service whose tasks restart for ever, whose images run for ever and of which no task waits for room has its replicas,
 * each in a slot of its own.
 */
export function checkReplicas(world: World): void {
  for (const formed of world.swarms) {
    for (const service of formed.swarm.store.services.values()) checkService(world, formed, service);
  }
}

function checkService(world: World, { swarm }: FormedSwarm, { id, spec }: Service): void {
  if (spec.mode.kind !== 'replicated') return;
  const tasks = swarm.store.tasks.ofService(id);
  const wanted = tasks.filter(({ desiredState }) => desiredState <= TaskState.running);
  if (wanted.some(({ status }) => status.state < TaskState.assigned)) return;
  if (givesUp(spec.task) || tasks.some((task) => givesUp(task.spec) || !lasts(world, task))) return;
  // An engine that comes back ends what it finds, with exit code 0: that is no failure.
  if (spec.task.restart?.condition === 'on-failure' && tasks.some(({ status }) => status.state === TaskState.complete))
    return;
  const slots = new Set(wanted.filter(({ status }) => status.state === TaskState.running).map(({ slot }) => slot));
  if (slots.size !== spec.mode.replicas) {
    throw new Error(`${spec.name} wants ${spec.mode.replicas} replicas, and tasks run in ${slots.size} slots`);
  }
}
