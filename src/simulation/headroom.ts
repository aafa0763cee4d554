import { hostPortsOf } from '../swarm/objects/host-ports.ts';
import type { Reservations } from '../swarm/objects/resources.ts';
import type { Service } from '../swarm/objects/service.ts';
import { newTask } from '../swarm/orchestrator/new-task.ts';
import type { NodeInfo } from '../swarm/scheduler/node-info.ts';
import { Pipeline } from '../swarm/scheduler/pipeline.ts';
import type { NodeRoom } from './node-room.ts';

/** How many more tasks of the service would fit, on nodes that pass all filters; `null` = without bound. */
export function headroom(rooms: readonly NodeRoom[], service: Service): number | null {
  const probe = { ...newTask('', service, 0, '', 0), version: 0, createdAtMs: 0, updatedAtMs: 0 };
  const pipeline = new Pipeline();
  pipeline.setTask(probe);
  const mostPerNode = hostPortsOf(probe).length > 0 ? 1 : Number.POSITIVE_INFINITY;
  let total = 0;
  for (const { info } of rooms) {
    if (pipeline.refusal(info) !== null) continue;
    total += Math.min(mostPerNode, replicasLeft(info, service), copiesThatFit(info, service.spec.task.reservations));
  }
  return Number.isFinite(total) ? total : null;
}

/** How many tasks that reserve so much fit on the node; Infinity if they reserve nothing. */
export function copiesThatFit(info: NodeInfo, { nanoCpus, memoryBytes, generic }: Reservations): number {
  return Math.min(
    wholeTimes(info.freeNanoCpus, nanoCpus),
    wholeTimes(info.freeMemoryBytes, memoryBytes),
    ...generic.map(({ kind, value }) => wholeTimes(info.freeGeneric.count(kind), value)),
  );
}

function replicasLeft(info: NodeInfo, { id, spec }: Service): number {
  const { maxReplicas } = spec.task.placement;
  return maxReplicas === 0 ? Number.POSITIVE_INFINITY : maxReplicas - info.activeOf(id);
}

function wholeTimes(free: number, each: number): number {
  return each === 0 ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor(free / each));
}
