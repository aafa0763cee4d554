import { defaultRestartPolicy, defaultUpdateConfig } from '../../../src/swarm/objects/defaults.ts';
import { noLimits } from '../../../src/swarm/objects/resources.ts';
import type { ServiceMode, ServiceSpec, UpdateConfig } from '../../../src/swarm/objects/service.ts';
import { plainContainer } from '../../../src/swarm/testing/plain-container.ts';
import type { GoldenService, GoldenUpdateConfig } from './golden-scenario.ts';

/** A service of the golden data as Seatrial's spec. */
export function toServiceSpec(golden: GoldenService): ServiceSpec {
  const { restart, reservations } = golden;
  return {
    name: golden.name,
    labels: golden.serviceLabels ?? {},
    mode: toMode(golden),
    task: {
      container: plainContainer(imageName(golden.image)),
      reservations: { nanoCpus: reservations?.nanoCPUs ?? 0, memoryBytes: reservations?.memoryBytes ?? 0, generic: [] },
      limits: noLimits,
      restart: restart === undefined ? null : { ...defaultRestartPolicy, ...restart },
      placement: {
        constraints: golden.constraints ?? [],
        preferences: (golden.spread ?? []).map((spread) => ({ spread })),
        maxReplicas: golden.maxReplicasPerNode ?? 0,
        platforms: [],
      },
      networks: [],
      logDriver: null,
      forceUpdate: golden.forceUpdate ?? 0,
    },
    update: toUpdateConfig(golden.update),
    rollback: toUpdateConfig(golden.rollback),
    endpoint: { mode: 'vip', ports: [] },
  };
}

export function imageName(image: number): string {
  return `app:${image}`;
}

/** The version `v` of tasks made from an image and a force-update counter. */
export function versionOf(image: string, forceUpdate: number): string {
  const number = image.slice(image.indexOf(':') + 1);
  return forceUpdate > 0 ? `${number}+f${forceUpdate}` : number;
}

function toMode(golden: GoldenService): ServiceMode {
  if (golden.mode === 'replicated') return { kind: 'replicated', replicas: golden.replicas ?? 0 };
  if (golden.mode === 'replicated-job') {
    const maxConcurrent = golden.maxConcurrent ?? 1;
    return { kind: 'replicated-job', maxConcurrent, totalCompletions: golden.totalCompletions ?? maxConcurrent };
  }
  return { kind: golden.mode };
}

function toUpdateConfig(golden: GoldenUpdateConfig | undefined): UpdateConfig | null {
  return golden === undefined ? null : { ...defaultUpdateConfig, parallelism: 0, ...golden };
}
