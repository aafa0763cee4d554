import type { World } from '../../../src/simulation/world.ts';
import { TaskState } from '../../../src/swarm/objects/task-state.ts';
import { lasts } from './lasts.ts';
import { readyMachines } from './ready-machines.ts';

/** An end is reported within this, and those that end at any time are left out. */
const reportMs = 1000;
/** A crash loop has its tasks stopped at any time: within the grace period, and what goes before it. */
const stopMs = 20_000;

/** On nodes that are ready a container runs for each task that is said to run, and for none that is not wanted. */
export function checkContainers(world: World): void {
  const living = world.traffic.parts.stations.all.filter(({ state }) => state !== 'gone');
  for (const { name, nodeId, index } of readyMachines(world)) {
    const containers = new Set(
      living.filter(({ description }) => description.node === index).map(({ description }) => description.id),
    );
    for (const { swarm } of world.swarms) {
      const { tasks } = swarm.store;
      for (const task of tasks.ofNode(nodeId)) {
        const { id, status } = task;
        const isSettled = lasts(world, task) && world.loop.nowMs - status.appliedAtMs > reportMs;
        if (status.state === TaskState.running && isSettled && !containers.has(id))
          throw new Error(`task ${id} is said to run on ${name}, and has no container`);
      }
      for (const id of containers) {
        const task = tasks.get(id);
        if (task === undefined) throw new Error(`on ${name} a container is left of task ${id}, which is forgotten`);
        if (task.desiredState > TaskState.complete && world.loop.nowMs - task.updatedAtMs > stopMs)
          throw new Error(`on ${name} a container is left of task ${id}, which is to be shut down`);
      }
    }
  }
}
