import type { NodeAvailability, NodeRole, NodeState, SwarmNode } from '../../src/swarm/objects/node.ts';
import type { GenericResource } from '../../src/swarm/objects/resources.ts';
import { makeNode } from '../../src/swarm/scheduler/testing/make-node.ts';

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
  const { id, os, arch, nanoCPUs, ...traits } = recorded;
  const platform = os === undefined && arch === undefined ? null : { os: os ?? '', arch: arch ?? '' };
  return makeNode(id, { hostname: '', platform, nanoCpus: nanoCPUs ?? 0, ...traits });
}
