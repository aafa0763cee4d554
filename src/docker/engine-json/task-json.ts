import { hostPortsOf } from '../../swarm/objects/host-ports.ts';
import type { Task } from '../../swarm/objects/task.ts';
import { TaskState, taskStateName } from '../../swarm/objects/task-state.ts';
import { containerIdOf } from '../task-container.ts';
import { rfc3339 } from '../text/timestamp.ts';
import type { Json } from './compact.ts';
import { omitEmpty, omitUndefined } from './compact.ts';
import { genericJson } from './node-json.ts';
import { type NetworkId, portJson, taskSpecJson } from './service-json.ts';

/** A task as the Engine API has it. Source: moby `api/types/swarm/task.go`. */
export function taskJson(task: Task, startUnixMs: number, networkId: NetworkId): Json {
  const time = (atMs: number): string => rfc3339({ startUnixMs, atMs });
  const generic = task.assignedGeneric.flatMap(genericJson);
  return omitUndefined({
    ID: task.id,
    Version: { Index: task.version },
    CreatedAt: time(task.createdAtMs),
    UpdatedAt: time(task.updatedAtMs),
    Labels: {},
    Spec: taskSpecJson({ name: task.serviceName, labels: task.serviceLabels, task: task.spec }, false, networkId),
    ServiceID: task.serviceId,
    Slot: task.slot === 0 ? undefined : task.slot,
    NodeID: task.nodeId === '' ? undefined : task.nodeId,
    Status: statusJson(task, time),
    DesiredState: taskStateName(task.desiredState),
    GenericResources: generic.length === 0 ? undefined : generic,
    JobIteration: task.jobIteration === null ? undefined : omitEmpty({ Index: task.jobIteration }),
  });
}

function statusJson(task: Task, time: (atMs: number) => string): Json {
  const { id, status } = task;
  const hasContainer = status.state >= TaskState.ready && status.state !== TaskState.rejected;
  const published = status.state === TaskState.running ? hostPortsOf(task) : [];
  return omitUndefined({
    Timestamp: time(status.timestampMs),
    State: taskStateName(status.state),
    Message: status.message === '' ? undefined : status.message,
    Err: status.err === '' ? undefined : status.err,
    ContainerStatus: hasContainer
      ? { ContainerID: containerIdOf(id), PID: 0, ExitCode: status.exitCode ?? 0 }
      : undefined,
    PortStatus: omitEmpty({ Ports: published.map(portJson) }),
  });
}
