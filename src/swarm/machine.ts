import type { NodeAvailability, NodeRole, Platform, Plugin } from './objects/node.ts';
import type { NodeResources } from './objects/resources.ts';

/** A machine with an engine, as it introduces itself to a swarm that it joins. */
export interface Machine {
  /** Its hostname. */
  readonly name: string;
  /** IP address, e.g. `192.168.99.100`. */
  readonly address: string;
  readonly resources: NodeResources;
  readonly platform: Platform | null;
  readonly engineVersion: string;
  readonly engineLabels: Readonly<Record<string, string>>;
  readonly plugins: readonly Plugin[];
}

/** How it is taken in. */
export interface Membership {
  /** The id that it has already; without one it is given a new one. */
  readonly id?: string;
  readonly role: NodeRole;
  readonly availability: NodeAvailability;
  /** Node labels. */
  readonly labels: Readonly<Record<string, string>>;
  /** Registers at once and is READY (time 0 of a scenario); else it takes the time that a join takes. */
  readonly ready: boolean;
}
