import { matchesConstraints, parseConstraints } from '../swarm/constraint/constraint.ts';
import type { SwarmNode } from '../swarm/objects/node.ts';
import type { Service } from '../swarm/objects/service.ts';
import type { Task } from '../swarm/objects/task.ts';
import { TaskState } from '../swarm/objects/task-state.ts';
import type { PendingRecorder } from './recorders/pending-recorder.ts';
import type { PlacementSummary } from './run-result.ts';

/** What is taken and what is left on a node that takes tasks. */
export interface NodeRoom {
  readonly node: SwarmNode;
  readonly running: number;
  readonly totalNanoCpus: number;
  readonly totalMemoryBytes: number;
  readonly reservedNanoCpus: number;
  readonly reservedMemoryBytes: number;
}

const msPerSecond = 1000;

/** The nodes that take tasks (ready and active), with what lies on them. */
export function roomOf(nodes: readonly SwarmNode[], tasks: readonly Task[]): NodeRoom[] {
  const byNode = new Map<string, Task[]>();
  for (const task of tasks) {
    const holds = task.nodeId !== '' && task.status.state > TaskState.pending && task.status.state <= TaskState.running;
    if (!holds) continue;
    const list = byNode.get(task.nodeId);
    if (list === undefined) byNode.set(task.nodeId, [task]);
    else list.push(task);
  }
  return nodes
    .filter((node) => node.status.state === 'ready' && node.spec.availability === 'active')
    .map((node) => {
      const held = byNode.get(node.id) ?? [];
      return {
        node,
        running: held.filter((task) => task.status.state === TaskState.running).length,
        totalNanoCpus: node.description?.resources?.nanoCpus ?? 0,
        totalMemoryBytes: node.description?.resources?.memoryBytes ?? 0,
        reservedNanoCpus: sum(held.map((task) => task.spec.reservations.nanoCpus)),
        reservedMemoryBytes: sum(held.map((task) => task.spec.reservations.memoryBytes)),
      };
    });
}

/** The state of the placement at the run's end; definitions in docs/metrics.md. */
export function placementSummary(
  rooms: readonly NodeRoom[],
  services: readonly Service[],
  pending: PendingRecorder,
): PlacementSummary {
  const running = rooms.map((room) => room.running);
  return {
    imbalance_max: running.length === 0 ? 0 : Math.max(...running) - mean(running),
    imbalance_sd: deviation(running),
    reserved_cpu_imbalance_sd: deviation(rooms.map((room) => share(room.reservedNanoCpus, room.totalNanoCpus))),
    reserved_memory_imbalance_sd: deviation(
      rooms.map((room) => share(room.reservedMemoryBytes, room.totalMemoryBytes)),
    ),
    ...fragmentation(rooms, services),
    moves: pending.moves,
    pending_mean_s: pending.waits === 0 ? 0 : pending.totalMs / pending.waits / msPerSecond,
    pending_max_s: pending.longestMs / msPerSecond,
    headroom: Object.fromEntries(services.map((service) => [service.spec.name, headroom(rooms, service)])),
  };
}

/** How many more tasks of the service would fit, one node at a time; `null` = it reserves nothing. */
function headroom(rooms: readonly NodeRoom[], service: Service): number | null {
  const { reservations, placement } = service.spec.task;
  if (reservations.nanoCpus === 0 && reservations.memoryBytes === 0) return null;
  const constraints = parseConstraints(placement.constraints);
  return sum(
    rooms.filter((room) => matchesConstraints(constraints, room.node)).map((room) => copiesThatFit(room, service)),
  );
}

function copiesThatFit(room: NodeRoom, service: Service): number {
  const { nanoCpus, memoryBytes } = service.spec.task.reservations;
  const byCpu = nanoCpus === 0 ? Number.POSITIVE_INFINITY : Math.floor(freeNanoCpus(room) / nanoCpus);
  const byMemory = memoryBytes === 0 ? Number.POSITIVE_INFINITY : Math.floor(freeMemoryBytes(room) / memoryBytes);
  return Math.max(0, Math.min(byCpu, byMemory));
}

/** The share of the free room on nodes where no service that reserves something has room for one more task. */
function fragmentation(rooms: readonly NodeRoom[], services: readonly Service[]) {
  const shapes = services.filter(
    ({ spec }) => spec.task.reservations.nanoCpus > 0 || spec.task.reservations.memoryBytes > 0,
  );
  const wasted =
    shapes.length === 0 ? [] : rooms.filter((room) => shapes.every((shape) => copiesThatFit(room, shape) === 0));
  return {
    fragmentation_cpu: share(sum(wasted.map(freeNanoCpus)), sum(rooms.map(freeNanoCpus))),
    fragmentation_memory: share(sum(wasted.map(freeMemoryBytes)), sum(rooms.map(freeMemoryBytes))),
  };
}

function freeNanoCpus(room: NodeRoom): number {
  return Math.max(0, room.totalNanoCpus - room.reservedNanoCpus);
}

function freeMemoryBytes(room: NodeRoom): number {
  return Math.max(0, room.totalMemoryBytes - room.reservedMemoryBytes);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}

function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}
