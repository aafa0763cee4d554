import { defaultPlacement } from '../objects/defaults.ts';
import { noLimits, noReservations } from '../objects/resources.ts';
import type { ServiceSpec, TaskSpec } from '../objects/service.ts';
import { plainContainer } from './plain-container.ts';

const task: TaskSpec = {
  container: plainContainer('nginx:1'),
  reservations: noReservations,
  limits: noLimits,
  restart: null,
  placement: defaultPlacement,
  networks: [],
  logDriver: null,
  forceUpdate: 0,
};

/** A plain spec (one replica of nginx:1), with the differences that a test is about. */
export function serviceSpec(
  name: string,
  differences: Partial<Omit<ServiceSpec, 'task'>> & { readonly task?: Partial<TaskSpec> } = {},
): ServiceSpec {
  return {
    name,
    labels: {},
    mode: { kind: 'replicated', replicas: 1 },
    update: null,
    rollback: null,
    endpoint: { mode: 'vip', ports: [] },
    ...differences,
    task: { ...task, ...differences.task },
  };
}

/** The same spec with another image. */
export function withImage(spec: ServiceSpec, image: string): ServiceSpec {
  return { ...spec, task: { ...spec.task, container: { ...spec.task.container, image } } };
}
