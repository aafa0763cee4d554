import { hash128 } from '../kernel/hash128.ts';
import type { ContainerRecord } from '../swarm/agent/container-record.ts';
import { hostPortsOf } from '../swarm/objects/host-ports.ts';
import type { Task } from '../swarm/objects/task.ts';
import { taskName } from '../swarm/objects/task-name.ts';
import type { HostContainer } from './host.ts';

/** What is done by hand to a task's container. */
export type ContainerHand = Pick<HostContainer, 'kill' | 'stop' | 'remove'>;

/** 64 hexadecimal digits, of what has this name for good. */
export function containerIdOf(name: string): string {
  const words = [...hash128(`container ${name}`), ...hash128(`${name} container`)];
  return words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** A task's only container, as its engine shows it. */
export function taskContainer(record: ContainerRecord, command: readonly string[], hand: ContainerHand): HostContainer {
  const { task } = record;
  const { stopGracePeriodMs } = task.spec.container;
  const { networks } = task.spec;
  return { ...namedContainer(task), command, record, ports: hostPortsOf(task), networks, stopGracePeriodMs, ...hand };
}

/** What a task's container is called, and by what it is known. Source: moby `executor/container/container.go`. */
export function namedContainer(task: Task): Pick<HostContainer, 'id' | 'name' | 'image' | 'labels'> {
  const { image } = task.spec.container;
  return { id: containerIdOf(task.id), name: taskName(task), image, labels: labelsOf(task) };
}

function labelsOf(task: Task): Readonly<Record<string, string>> {
  return {
    ...task.spec.container.labels,
    'com.docker.swarm.node.id': task.nodeId,
    'com.docker.swarm.service.id': task.serviceId,
    'com.docker.swarm.service.name': task.serviceName,
    'com.docker.swarm.task': '',
    'com.docker.swarm.task.id': task.id,
    'com.docker.swarm.task.name': taskName(task),
  };
}
