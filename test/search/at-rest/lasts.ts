import { findImage } from '../../../src/simulation/find-image.ts';
import type { World } from '../../../src/simulation/world.ts';
import type { TaskSpec } from '../../../src/swarm/objects/service.ts';
import type { Task } from '../../../src/swarm/objects/task.ts';

/** The task's image is there, and neither ends by itself nor turns unhealthy: its tasks come to rest. */
export function lasts({ scenario }: World, { spec }: Task): boolean {
  const image = findImage(scenario, spec.container.image);
  return image !== undefined && image.exits === null && !image.missing && !spec.container.image.startsWith('unhealthy');
}

/** Its task is not restarted for ever. */
export function givesUp({ restart }: TaskSpec): boolean {
  return restart !== null && (restart.condition === 'none' || restart.maxAttempts > 0);
}
