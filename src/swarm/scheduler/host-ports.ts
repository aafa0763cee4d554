import type { Task } from '../objects/task.ts';

const none: readonly string[] = [];

/** The ports that a task occupies on its node, as `protocol/number`. A port left to the engine occupies none. */
export function hostPortsOf({ endpointSpec }: Task): readonly string[] {
  if (endpointSpec.ports.length === 0) return none;
  return endpointSpec.ports
    .filter(({ publishMode, publishedPort }) => publishMode === 'host' && publishedPort !== 0)
    .map(({ protocol, publishedPort }) => `${protocol}/${publishedPort}`);
}
