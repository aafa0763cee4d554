import { describe, expect, it } from 'vitest';
import { defaultPlacement } from '../objects/defaults.ts';
import type { SwarmNode } from '../objects/node.ts';
import type { Service, ServiceSpec } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { serviceSpec, withImage } from '../testing/service-spec.ts';
import { isTaskDirty } from './task-dirty.ts';

const old = serviceSpec('web');
const task = { spec: old.task, endpointSpec: old.endpoint, specVersion: 1 } as Task;
const node = {
  id: 'n1',
  spec: { labels: { zone: 'a' } },
  role: 'worker',
  status: { addr: '' },
  description: null,
} as unknown as SwarmNode;
const now = (spec: ServiceSpec) => ({ spec, specVersion: 2 }) as Service;
const constrained = (constraint: string) =>
  serviceSpec('web', { task: { placement: { ...defaultPlacement, constraints: [constraint] } } });

describe('isTaskDirty', () => {
  it('is false for the same version, whatever the spec', () => {
    expect(isTaskDirty({ ...now(withImage(old, 'nginx:2')), specVersion: 1 }, task, node)).toBe(false);
  });

  it('is false for changes outside the task', () => {
    expect(
      isTaskDirty(now({ ...old, labels: { a: 'b' }, mode: { kind: 'replicated', replicas: 9 } }), task, node),
    ).toBe(false);
  });

  it('is true for another image and for other ports', () => {
    const port = { protocol: 'tcp', targetPort: 80, publishedPort: 80, publishMode: 'ingress' } as const;
    expect(isTaskDirty(now(withImage(old, 'nginx:2')), task, node)).toBe(true);
    expect(isTaskDirty(now({ ...old, endpoint: { mode: 'vip', ports: [port] } }), task, node)).toBe(true);
  });

  it('is false for other constraints that its node meets, true if it does not or if there is no node', () => {
    expect(isTaskDirty(now(constrained('node.labels.zone==a')), task, node)).toBe(false);
    expect(isTaskDirty(now(constrained('node.labels.zone==b')), task, node)).toBe(true);
    expect(isTaskDirty(now(constrained('node.labels.zone==a')), task, undefined)).toBe(true);
  });
});
