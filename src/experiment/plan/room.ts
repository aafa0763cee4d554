import type { Scenario } from '../../simulation/scenario.ts';
import type { Survival } from './design.ts';
import { zonesOf } from './losses.ts';

/** Room that machines have, or that tasks reserve. */
interface Room {
  readonly nanoCpus: number;
  readonly memoryBytes: number;
}

/**
 * Whether the machines have as much room in all as the replicas reserve in all, also when those are lost that must be survived. No
 * placement needs less; most need more.
 */
export function hasRoom({ cluster, services }: Scenario, survive: Survival): boolean {
  const machines = cluster.nodes.filter(({ availability }) => availability === 'active');
  const lost = survive.kind === 'any-zone' ? zonesOf(cluster, survive.label).map(([, names]) => names) : [];
  const losses = survive.kind === 'any-node' ? machines.map(({ name }) => [name]) : lost;
  const wanted = sumOf(
    services.map(({ mode, task }) => {
      const replicas = mode.kind === 'replicated' ? mode.replicas : 0;
      const { nanoCpus, memoryBytes } = task.reservations;
      return { nanoCpus: replicas * nanoCpus, memoryBytes: replicas * memoryBytes };
    }),
  );
  return [[], ...losses].every((names) => {
    const total = sumOf(machines.filter(({ name }) => !names.includes(name)));
    return total.nanoCpus >= wanted.nanoCpus && total.memoryBytes >= wanted.memoryBytes;
  });
}

function sumOf(rooms: readonly Room[]): Room {
  return {
    nanoCpus: rooms.reduce((sum, room) => sum + room.nanoCpus, 0),
    memoryBytes: rooms.reduce((sum, room) => sum + room.memoryBytes, 0),
  };
}
