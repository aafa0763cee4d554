import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';

/** A slot with its tasks that count. */
export type Slot = readonly Task[];

/**
 * Slots in the order in which a scale-down keeps them: those that run first and low numbers first, then the first copy
 * of the service on each node before the second and so on; slots without a node or with several tasks come last.
 * Source: SwarmKit `orchestrator/slot.go`, `replicated/services.go`.
 */
export function byWorthKeeping(slots: readonly Slot[]): Slot[] {
  const ordered = [...slots].sort((a, b) => Number(runs(b)) - Number(runs(a)) || slotNumber(a) - slotNumber(b));
  const copiesOnNode = new Map<string, number>();
  const ranked = ordered.map((slot) => {
    const nodeId = slot.length === 1 ? (slot[0]?.nodeId ?? '') : '';
    if (nodeId === '') return { slot, rank: Number.POSITIVE_INFINITY };
    const rank = (copiesOnNode.get(nodeId) ?? 0) + 1;
    copiesOnNode.set(nodeId, rank);
    return { slot, rank };
  });
  return ranked.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0)).map(({ slot }) => slot);
}

function runs(slot: Slot): boolean {
  return slot.some((task) => task.status.state === TaskState.running);
}

function slotNumber(slot: Slot): number {
  return slot[0]?.slot ?? 0;
}
