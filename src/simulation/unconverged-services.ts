import type { ControlApi } from '../swarm/control-api.ts';
import type { Service } from '../swarm/objects/service.ts';
import { TaskState } from '../swarm/objects/task-state.ts';
import { isTaskDirty } from '../swarm/orchestrator/task-dirty.ts';

/**
 * The services that are not yet as they were asked for, as `web 3/5`: tasks are missing, start, or are of an older version,
 * or an update is under way. Of jobs: those with tasks that have not ended.
 *
 * @param isUp whether a machine is up, which managers may not know yet: what they think runs on one that died does not
 */
export function unconvergedServices(control: ControlApi, isUp: (hostname: string) => boolean): string[] {
  return control.listServices().flatMap((service) => {
    if (isConverged(service, control, isUp)) return [];
    const { running, desired } = control.serviceStatus(service.id);
    return [`${service.spec.name} ${running}/${desired}`];
  });
}

function isConverged(service: Service, control: ControlApi, isUp: (hostname: string) => boolean): boolean {
  const { state } = service.updateStatus ?? {};
  if (state === 'updating' || state === 'rollback_started') return false;
  const wanted = control
    .listTasks({ serviceIds: [service.id] })
    .filter(({ desiredState }) => desiredState <= TaskState.complete);
  const { kind } = service.spec.mode;
  if (kind === 'replicated-job' || kind === 'global-job') {
    return wanted.length > 0 && wanted.every(({ status }) => status.state >= TaskState.complete);
  }
  const nodes = new Map(control.listNodes().map((node) => [node.id, node]));
  return (
    wanted.length === control.serviceStatus(service.id).desired &&
    wanted.every((task) => {
      const node = nodes.get(task.nodeId);
      const runs = task.status.state === TaskState.running && isUp(node?.description?.hostname ?? '');
      return runs && !isTaskDirty(service, task, node);
    })
  );
}
