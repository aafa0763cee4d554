import type { GenericReservation, GenericResource } from '../objects/resources.ts';

type Free = number | readonly string[];

/**
 * The generic resources of a node that no task holds: per kind a count, or the names that are free, in the order in which
 * they will be given out. A kind that is used up is gone. Source: SwarmKit `api/genericresource`; spec: NodeInfo accounting.
 */
export class GenericPool {
  readonly #free = new Map<string, Free>();

  constructor(advertised: readonly GenericResource[]) {
    for (const resource of advertised) {
      if ('value' in resource) {
        if (resource.value > 0) this.#free.set(resource.kind, resource.value);
      } else if (resource.named.length > 0) {
        this.#free.set(resource.kind, [...this.#names(resource.kind), ...resource.named]);
      }
    }
  }

  has({ kind, value }: GenericReservation): boolean {
    return this.#free.has(kind) && value <= this.count(kind);
  }

  /** How many of a kind are free. */
  count(kind: string): number {
    const free = this.#free.get(kind) ?? 0;
    return typeof free === 'number' ? free : free.length;
  }

  /**
   * Takes what the reservations ask for and answers what that was. With too little there: a kind that is missing → nothing
   * of any kind; a count too small → nothing of this kind; too few names → those that are left.
   */
  claim(reservations: readonly GenericReservation[]): GenericResource[] {
    const claimed: GenericResource[] = [];
    for (const { kind, value } of reservations) {
      const free = this.#free.get(kind);
      if (free === undefined) return [];
      if (typeof free !== 'number') claimed.push({ kind, named: free.slice(0, value) });
      else if (value !== 0 && value <= free) claimed.push({ kind, value });
    }
    for (const resource of claimed) this.take(resource);
    return claimed;
  }

  /** Takes what a task holds already, as far as it is there. */
  take(resource: GenericResource): void {
    const { kind } = resource;
    const free = this.#free.get(kind);
    if (free === undefined) return;
    let left: Free = free;
    if ('value' in resource) {
      if (typeof free === 'number') left = free - resource.value;
    } else if (typeof free !== 'number') {
      left = free.filter((name) => !resource.named.includes(name));
    }
    this.#set(kind, left);
  }

  /** Takes back what a task held, but nothing that the node does not offer (any more). */
  giveBack(claimed: readonly GenericResource[], advertised: readonly GenericResource[]): void {
    const offered = new GenericPool(advertised);
    for (const resource of claimed) {
      const { kind } = resource;
      const most = offered.#free.get(kind);
      const free = this.#free.get(kind);
      if ('value' in resource) {
        // Of a kind that has become a set of names meanwhile the set is whole: this task held none of it.
        if (typeof most === 'number' && typeof free !== 'object')
          this.#set(kind, Math.min(most, (free ?? 0) + resource.value));
      } else if (typeof most === 'object' && typeof free !== 'number') {
        const back = resource.named.filter((name) => most.includes(name));
        this.#set(kind, [...(free ?? []), ...back]);
      }
    }
  }

  #names(kind: string): readonly string[] {
    const free = this.#free.get(kind);
    return typeof free === 'object' ? free : [];
  }

  #set(kind: string, free: Free): void {
    if ((typeof free === 'number' ? free : free.length) > 0) this.#free.set(kind, free);
    else this.#free.delete(kind);
  }
}
