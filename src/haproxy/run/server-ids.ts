import type { Server } from '../server/server.ts';

/** `srv_id` of each server: its own `id`, else its position in the backend, moved up to the next number that is free. */
export function serverIds(servers: readonly Server[]): number[] {
  const taken = new Set(servers.map(({ id }) => id));
  let next = 1;
  return servers.map(({ id }) => {
    while (taken.has(next)) next += 1;
    const own = id ?? next;
    if (id === null) taken.add(own);
    next += id === null ? 1 : 0;
    return own;
  });
}
