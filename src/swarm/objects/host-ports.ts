import type { PortConfig } from './service.ts';
import type { Task } from './task.ts';

const none: readonly PortConfig[] = [];

/** The ports that a task holds on its node. One whose number is left to the engine is not among them. */
export function hostPortsOf({ endpointSpec: { ports } }: Task): readonly PortConfig[] {
  // Most tasks have none, and placement asks for each of them.
  if (ports.length === 0) return none;
  return ports.filter(({ publishMode, publishedPort }) => publishMode === 'host' && publishedPort !== 0);
}
