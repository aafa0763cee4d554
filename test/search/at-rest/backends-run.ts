import type { World } from '../../../src/simulation/world.ts';
import { TaskState } from '../../../src/swarm/objects/task-state.ts';
import { readyMachines } from './ready-machines.ts';

/** By then all have heard of a change. */
const gossipMs = 30_000;

/** The mesh of each ready node sends to the running tasks of a service with an ingress port, and to no others. */
export function checkBackends(world: World): void {
  const { traffic, swarms, loop, directory } = world;
  const { mesh, stations } = traffic.parts;
  const ready = readyMachines(world);
  const isReady = new Set(ready.map(({ nodeId }) => nodeId));
  // What runs on a machine that the managers have lost, or removed, runs on.
  const isOfReady = new Set(ready.map(({ index }) => index));
  for (const { swarm } of swarms) {
    for (const { id, spec, endpoint } of swarm.store.services.values()) {
      const port = (endpoint?.ports ?? []).find(({ publishMode }) => publishMode === 'ingress');
      if (port === undefined) continue;
      const tasks = swarm.store.tasks.ofService(id);
      if (tasks.some(({ updatedAtMs }) => loop.nowMs - updatedAtMs < gossipMs)) continue;
      const running = tasks.filter(({ nodeId, status, desiredState }) => {
        return status.state === TaskState.running && isReady.has(nodeId) && desiredState <= TaskState.complete;
      });
      for (const { name, index } of ready) {
        const tables = mesh.tablesAt(index, mesh.portIndex(port.publishedPort));
        if (tables === null) continue;
        const table = tables.table(index, loop.nowMs);
        const found = Array.from(
          { length: table.eligible },
          (_, at) => stations.all[table.eligibleAt(at)]!.description,
        );
        const missing = running.find((task) => !found.some((other) => other.id === task.id));
        const excess = found.find(
          (other) => isOfReady.has(other.node) && !running.some((task) => task.id === other.id),
        );
        if (missing !== undefined)
          throw new Error(
            `${name} sends nothing to ${spec.name}: ${missing.id} on ${directory.nameOf(missing.nodeId)}`,
          );
        if (excess !== undefined)
          throw new Error(`${name} sends to ${excess.id}, which is no running task of ${spec.name}`);
      }
    }
  }
}
