import type { RandomStream } from '../../../../kernel/random-stream.ts';
import { inMapOrder } from '../../map-order.ts';

/** Some of the nodes, as one of the values of a preferred label has them. */
export interface Share {
  /** Active tasks of the service on them when the group was looked at; not brought up to date while it is placed. */
  readonly tasks: number;
  /** Places up to so many of the group's tasks; answers how many. Called again, it goes on where it was. */
  place(wanted: number): number;
}

/**
 * Places up to so many tasks, so that the shares come to have equally many of the service; answers how many. What one has no
 * room for goes to the others. Source: SwarmKit `scheduleNTasksOnSubtree`.
 */
export function shareOut(wanted: number, shares: readonly Share[], random: RandomStream): number {
  const full = new Set<Share>();
  let placed = 0;
  let usableTasks = shares.reduce((sum, { tasks }) => sum + tasks, 0);
  let converging = true;
  while (placed !== wanted && full.size < shares.length && converging) {
    const usable = shares.length - full.size;
    const total = usableTasks + wanted - placed;
    const even = Math.floor(total / usable);
    let extra = total % usable;
    converging = false;
    for (const share of inMapOrder(shares, random)) {
      if (full.has(share)) continue;
      const lacking = even - share.tasks + (extra > 0 ? 1 : 0);
      if (lacking <= 0) continue;
      converging = true;
      const placedThere = share.place(lacking);
      placed += placedThere;
      if (placedThere < lacking) {
        full.add(share);
        usableTasks -= share.tasks;
      } else if (extra > 0) extra--;
    }
  }
  return placed;
}
