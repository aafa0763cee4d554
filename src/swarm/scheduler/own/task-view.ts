import type { Task } from '../../objects/task.ts';
import type { PlacementTask } from './placement.ts';

const nanoPerCpu = 1e9;

/** What a strategy of the user's own sees of a group's tasks: a copy that cannot be changed. */
export function taskView({ serviceName, serviceLabels, spec }: Task): PlacementTask {
  const { container, reservations, placement } = spec;
  return Object.freeze({
    service: serviceName,
    serviceLabels: Object.freeze({ ...serviceLabels }),
    image: container.image,
    cpus: reservations.nanoCpus / nanoPerCpu,
    memoryBytes: reservations.memoryBytes,
    generic: Object.freeze(Object.fromEntries(reservations.generic.map(({ kind, value }) => [kind, value]))),
    constraints: Object.freeze([...placement.constraints]),
    preferences: Object.freeze(placement.preferences.map(({ spread }) => spread)),
    maxReplicasPerNode: placement.maxReplicas,
  });
}
