import type { Task } from './task.ts';

/** What its container is called: `web.1.ID`; of a global service `web.NODE.ID`. Source: SwarmKit `api/naming/naming.go`. */
export function taskName({ serviceName, slot, nodeId, id }: Task): string {
  return `${serviceName}.${slot > 0 ? slot : nodeId}.${id}`;
}
