import type { AdminState, HealthState } from '../../traffic/balancer/pool-server.ts';

/** A server, as commands name it: `backend/server`. */
export interface NamedServer {
  readonly backend: string;
  readonly server: string;
}

/** A command of HAProxy's runtime API that the model knows. */
export type RuntimeCommand =
  | ({ readonly kind: 'set weight'; readonly weight: WrittenWeight } & NamedServer)
  | ({ readonly kind: 'get weight' } & NamedServer)
  | ({ readonly kind: 'set state'; readonly state: AdminState } & NamedServer)
  | ({ readonly kind: 'set health'; readonly health: HealthState } & NamedServer)
  | ({ readonly kind: 'set maxconn'; readonly limit: number } & NamedServer)
  | { readonly kind: 'show stat' | 'show backend' }
  /** `null` = of all backends. */
  | { readonly kind: 'show servers state'; readonly backend: string | null };

export interface WrittenWeight {
  readonly value: number;
  /** Of the configured one. */
  readonly isPercentage: boolean;
}

/** HAProxy refuses a command; the message is its own. */
export class RuntimeCommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RuntimeCommandError';
  }
}
