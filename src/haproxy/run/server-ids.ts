import type { Server } from '../server/server.ts';

/**
 * `srv_id` of each server: its own `id`, else its position in the backend, moved up to the next number that is free; those after it
 * count on from there (haproxy 2.6: src/cfgparse.c, `check_config_validity`).
 */
export function serverIds(servers: readonly Pick<Server, 'id'>[]): number[] {
  const taken = new Set(servers.map(({ id }) => id));
  let next = 1;
  return servers.map(({ id }) => {
    if (id === null) {
      while (taken.has(next)) next += 1;
      taken.add(next);
    }
    const own = id ?? next;
    next += 1;
    return own;
  });
}
