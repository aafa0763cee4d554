import type { ConnectionSpec } from '../simulation/vocabulary.ts';
import { defaults } from './defaults.ts';
import type { WrittenConnections } from './written/connections.ts';

/** `null` = it keeps none. */
export function readConnections(written: WrittenConnections | undefined): ConnectionSpec | null {
  if (written === undefined) return null;
  const { idleMs, roundTrips } = defaults.connections;
  return {
    keepAlive: written.keep_alive ?? true,
    pool: written.pool ?? Number.POSITIVE_INFINITY,
    idleMs: written.idle ?? idleMs,
    maxRequests: written.requests ?? Number.POSITIVE_INFINITY,
    lifetimeMs: written.lifetime ?? Number.POSITIVE_INFINITY,
    roundTrips: written.round_trips ?? roundTrips,
  };
}
