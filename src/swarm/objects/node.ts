import type { NodeResources } from './resources.ts';

export type NodeRole = 'manager' | 'worker';
export type NodeAvailability = 'active' | 'pause' | 'drain';
export type NodeState = 'unknown' | 'down' | 'ready' | 'disconnected';

export interface Platform {
  readonly os: string;
  /** As the engine reports it, e.g. `x86_64`. */
  readonly arch: string;
}

export interface Plugin {
  readonly type: string;
  readonly name: string;
}

/** What the agent reports of its machine. `null` where a field of {@link SwarmNode} says so: not reported (yet). */
export interface NodeDescription {
  readonly hostname: string;
  readonly platform: Platform | null;
  readonly resources: NodeResources | null;
  readonly engine: NodeEngine | null;
}

export interface NodeEngine {
  readonly version: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly plugins: readonly Plugin[];
}

export interface NodeSpec {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly desiredRole: NodeRole;
  readonly availability: NodeAvailability;
}

export interface NodeStatus {
  readonly state: NodeState;
  readonly message: string;
  /** The address as the manager sees it; what the constraint `node.ip` reads. Empty = unknown. */
  readonly addr: string;
}

export interface ManagerStatus {
  readonly leader: boolean;
  readonly reachability: 'reachable' | 'unreachable' | 'unknown';
  /** Host and port of the manager, e.g. `192.168.99.100:2377`. */
  readonly addr: string;
}

/** A machine of the swarm, as the managers' store holds it (never changed in place: a new object each change). */
export interface SwarmNode {
  readonly id: string;
  readonly version: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly spec: NodeSpec;
  /** The role it has, which follows `spec.desiredRole`; the constraint `node.role` reads this one. */
  readonly role: NodeRole;
  readonly status: NodeStatus;
  readonly description: NodeDescription | null;
  /** Known to raft alone: the control API fills it in, in the store it is `null`. */
  readonly managerStatus: ManagerStatus | null;
}
