import type { NodeAvailability, NodeRole, NodeState, SwarmNode } from '../../src/swarm/objects/node.ts';
import type { GenericResource } from '../../src/swarm/objects/resources.ts';

/** A node as the SwarmKit recordings write it; what is absent has its default. */
export interface RecordedNode {
  readonly id: string;
  readonly hostname?: string;
  readonly role?: NodeRole;
  readonly availability?: NodeAvailability;
  readonly state?: NodeState;
  readonly addr?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly engineLabels?: Readonly<Record<string, string>>;
  readonly os?: string;
  readonly arch?: string;
  readonly nanoCPUs?: number;
  readonly memoryBytes?: number;
  readonly generic?: readonly GenericResource[];
}

export function toSwarmNode(recorded: RecordedNode): SwarmNode {
  const role = recorded.role ?? 'worker';
  const { os, arch } = recorded;
  return {
    id: recorded.id,
    version: 1,
    createdAtMs: 0,
    updatedAtMs: 0,
    spec: {
      name: '',
      labels: recorded.labels ?? {},
      desiredRole: role,
      availability: recorded.availability ?? 'active',
    },
    role,
    status: { state: recorded.state ?? 'ready', message: '', addr: recorded.addr ?? '' },
    description: {
      hostname: recorded.hostname ?? '',
      platform: os === undefined && arch === undefined ? null : { os: os ?? '', arch: arch ?? '' },
      resources: {
        nanoCpus: recorded.nanoCPUs ?? 0,
        memoryBytes: recorded.memoryBytes ?? 0,
        generic: recorded.generic ?? [],
      },
      engine: { version: '', labels: recorded.engineLabels ?? {}, plugins: [] },
    },
    managerStatus: null,
  };
}
