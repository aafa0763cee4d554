import type { Service } from '../swarm/objects/service.ts';
import { copiesThatFit, headroom } from './headroom.ts';
import type { NodeRoom } from './node-room.ts';
import type { PendingRecorder } from './recorders/pending-recorder.ts';
import type { PlacementSummary } from './run-result.ts';
import { msPerSecond } from './units.ts';

/** The state of the placement at the run's end; definitions in docs/metrics.md. */
export function placementSummary(
  rooms: readonly NodeRoom[],
  services: readonly Service[],
  pending: PendingRecorder,
): PlacementSummary {
  const running = rooms.map((room) => room.running);
  return {
    imbalance_max: running.reduce((most, count) => Math.max(most, count), 0) - mean(running),
    imbalance_sd: deviation(running),
    reserved_cpu_imbalance_sd: deviation(
      rooms.map(({ info, totalNanoCpus }) => share(totalNanoCpus - info.freeNanoCpus, totalNanoCpus)),
    ),
    reserved_memory_imbalance_sd: deviation(
      rooms.map(({ info, totalMemoryBytes }) => share(totalMemoryBytes - info.freeMemoryBytes, totalMemoryBytes)),
    ),
    ...fragmentation(rooms, services),
    moves: pending.moves,
    pending: pending.atEnd,
    pending_mean_s: pending.waits === 0 ? 0 : pending.totalMs / pending.waits / msPerSecond,
    pending_max_s: pending.longestMs / msPerSecond,
    headroom: Object.fromEntries(services.map((service) => [service.spec.name, headroom(rooms, service)])),
  };
}

/** The share of the free room on nodes where no service that reserves something has room for one more task. */
function fragmentation(rooms: readonly NodeRoom[], services: readonly Service[]) {
  const shapes = services
    .map(({ spec }) => spec.task.reservations)
    .filter(({ nanoCpus, memoryBytes }) => nanoCpus > 0 || memoryBytes > 0);
  const wasted =
    shapes.length === 0 ? [] : rooms.filter(({ info }) => shapes.every((shape) => copiesThatFit(info, shape) === 0));
  return {
    fragmentation_cpu: share(sum(wasted.map(freeNanoCpus)), sum(rooms.map(freeNanoCpus))),
    fragmentation_memory: share(sum(wasted.map(freeMemoryBytes)), sum(rooms.map(freeMemoryBytes))),
  };
}

function freeNanoCpus(room: NodeRoom): number {
  return Math.max(0, room.info.freeNanoCpus);
}

function freeMemoryBytes(room: NodeRoom): number {
  return Math.max(0, room.info.freeMemoryBytes);
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
