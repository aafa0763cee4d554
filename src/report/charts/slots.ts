import { compareNatural } from '../tables/natural-order.ts';

/** The name of the row that a task is drawn in: `web.3`, or `agent.worker1` for a task of a global service. */
export function slotName(service: string, slot: number, node: string): string {
  return slot > 0 ? `${service}.${slot}` : `${service}.${node === '' ? '?' : node}`;
}

/**
 * At most so many of the slots, in natural order: with more of them those where the most tasks have been, for there something
 * happened; and where that is equal, the first ones of every service.
 */
export function pickSlots(tasksBySlot: ReadonlyMap<string, number>, most: number): string[] {
  const slots = [...tasksBySlot.keys()].sort(compareNatural);
  if (slots.length <= most) return slots;
  return slots
    .sort((a, b) => (tasksBySlot.get(b) ?? 0) - (tasksBySlot.get(a) ?? 0) || compareWithinServices(a, b))
    .slice(0, most)
    .sort(compareNatural);
}

function compareWithinServices(a: string, b: string): number {
  const slotOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
  return compareNatural(slotOf(a), slotOf(b)) || compareNatural(a, b);
}
