import { expect, it } from 'vitest';
import { loadScenario } from '../../scenario/load-scenario.ts';
import type { Survival } from './design.ts';
import { hasRoom } from './room.ts';

/** Eight CPUs for six, on machines of four, two and two; six GiB for five. The manager takes no tasks. */
const text = `
name: room
duration: 60s
cluster:
  nodes:
    - { name: m, role: manager, cpus: 64, memory: 64GiB, availability: drain }
    - { name: a, cpus: 4, memory: 2GiB, labels: { zone: one } }
    - { name: b, count: 2, cpus: 2, memory: 2GiB, labels: { zone: two } }
images: { x: { cached: true, serves: false } }
services: { web: { image: x, deploy: { replicas: 5, resources: { reservations: { cpus: "1.2", memory: 1GiB } } } } }
`;

function roomFor(replicas: number, survive: Survival): boolean {
  const overrides = [`services.web.deploy.replicas=${replicas}`];
  return hasRoom(loadScenario({ read: () => text }, 'room.yaml', overrides).scenario, survive);
}

const anyNode = { kind: 'any-node', atMs: 1 } as const;
const anyZone = { kind: 'any-zone', atMs: 1, label: 'zone' } as const;

it.each([
  // Six GiB, and 6.67 times 1.2 CPUs.
  [6, { kind: 'nothing' }, true],
  [7, { kind: 'nothing' }, false],
  // Without the largest four CPUs are left: 3.3 times.
  [3, anyNode, true],
  [4, anyNode, false],
  // Without zone two two GiB are left.
  [2, anyZone, true],
  [3, anyZone, false],
] as const)('%i replicas, surviving %j: %s', (replicas, survive, expected) => {
  expect(roomFor(replicas, survive)).toBe(expected);
});
