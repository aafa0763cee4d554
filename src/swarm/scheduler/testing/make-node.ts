import type { NodeAvailability, NodeRole, NodeState, Platform, Plugin, SwarmNode } from '../../objects/node.ts';
import type { GenericResource } from '../../objects/resources.ts';

export interface NodeTraits {
  readonly hostname?: string;
  readonly role?: NodeRole;
  readonly availability?: NodeAvailability;
  readonly state?: NodeState;
  readonly addr?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly engineLabels?: Readonly<Record<string, string>>;
  readonly platform?: Platform | null;
  readonly plugins?: readonly Plugin[];
  readonly nanoCpus?: number;
  readonly memoryBytes?: number;
  readonly generic?: readonly GenericResource[];
}

/** A ready and active worker with nothing to offer, unless told otherwise. */
export function makeNode(id: string, traits: NodeTraits = {}): SwarmNode {
  const role = traits.role ?? 'worker';
  return {
    id,
    version: 1,
    createdAtMs: 0,
    updatedAtMs: 0,
    spec: { name: '', labels: traits.labels ?? {}, desiredRole: role, availability: traits.availability ?? 'active' },
    role,
    status: { state: traits.state ?? 'ready', message: '', addr: traits.addr ?? '' },
    description: {
      hostname: traits.hostname ?? id,
      platform: traits.platform ?? null,
      resources: {
        nanoCpus: traits.nanoCpus ?? 0,
        memoryBytes: traits.memoryBytes ?? 0,
        generic: traits.generic ?? [],
      },
      engine: { version: '20.10.24', labels: traits.engineLabels ?? {}, plugins: traits.plugins ?? [] },
    },
    managerStatus: null,
  };
}
