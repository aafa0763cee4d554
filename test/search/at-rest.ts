import type { World } from '../../src/simulation/world.ts';
import { checkBackends } from './at-rest/backends-run.ts';
import { checkContainers } from './at-rest/containers-agree.ts';
import { checkReplicas } from './at-rest/replicas-run.ts';
import { checkUpdates } from './at-rest/updates-end.ts';

/** What must have come about when nothing has happened for long. Throws an Error that says what has not. */
export function checkAtRest(world: World): void {
  // Without a leader nobody puts anything right.
  if (world.swarms.some(({ swarm }) => swarm.raft.leaderId === null)) return;
  checkContainers(world);
  checkBackends(world);
  checkReplicas(world);
  checkUpdates(world);
}
