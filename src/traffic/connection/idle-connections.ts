import type { ConnectionTable } from './connection-table.ts';

const none = -1;

/** Connections that wait for something to carry, from the one that waits longest to the one that waits shortest. */
export class IdleConnections {
  count = 0;
  #oldest = none;
  #newest = none;
  readonly #connections: ConnectionTable;

  constructor(connections: ConnectionTable) {
    this.#connections = connections;
  }

  /** −1 if there is none. */
  get oldest(): number {
    return this.#oldest;
  }

  /** −1 if there is none. */
  get newest(): number {
    return this.#newest;
  }

  add(connection: number): void {
    const { nextIdle, previousIdle, busy, serial } = this.#connections;
    busy[connection] = 0;
    serial[connection]!++;
    previousIdle[connection] = this.#newest;
    nextIdle[connection] = none;
    if (this.#newest === none) this.#oldest = connection;
    else nextIdle[this.#newest] = connection;
    this.#newest = connection;
    this.count++;
  }

  remove(connection: number): void {
    const { nextIdle, previousIdle, serial } = this.#connections;
    const after = nextIdle[connection]!;
    const before = previousIdle[connection]!;
    if (before === none) this.#oldest = after;
    else nextIdle[before] = after;
    if (after === none) this.#newest = before;
    else previousIdle[after] = before;
    serial[connection]!++;
    this.count--;
  }
}
