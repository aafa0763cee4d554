import type { TaskHandle } from '../traffic-options.ts';

const free = -1;

/** Whose servers the discovered tasks become. */
export interface DiscoveredServers {
  setAdmin(server: number, state: 'ready' | 'drain' | 'maintenance'): void;
}

/**
 * The tasks of a service as servers of a backend, as a `server-template` of HAProxy has them: so many servers in maintenance, and
 * each task that is heard of takes the first that is free. A task that leaves gets no new requests from then on, and its place is
 * free when its binding is gone. Tasks for which there is no place wait for one.
 */
export class Discovery {
  readonly #servers: DiscoveredServers;
  readonly #tasks: Int32Array;
  readonly #withoutPlace: TaskHandle[] = [];

  constructor(places: number, servers: DiscoveredServers) {
    this.#servers = servers;
    this.#tasks = new Int32Array(places).fill(free);
  }

  /** Whose place it is now, or was last while it is in use. */
  taskAt(server: number): TaskHandle {
    return this.#tasks[server]!;
  }

  heard(kind: 'add' | 'disable' | 'delete', task: TaskHandle): void {
    if (kind === 'add') this.#add(task);
    else if (kind === 'disable') this.#disable(task);
    else this.#delete(task);
  }

  #add(task: TaskHandle): void {
    const server = this.#tasks.indexOf(free);
    if (server < 0) {
      this.#withoutPlace.push(task);
      return;
    }
    this.#tasks[server] = task;
    this.#servers.setAdmin(server, 'ready');
  }

  #disable(task: TaskHandle): void {
    const server = this.#tasks.indexOf(task);
    if (server >= 0) this.#servers.setAdmin(server, 'drain');
    else this.#forget(task);
  }

  #delete(task: TaskHandle): void {
    const server = this.#tasks.indexOf(task);
    if (server < 0) {
      this.#forget(task);
      return;
    }
    this.#servers.setAdmin(server, 'maintenance');
    this.#tasks[server] = free;
    const next = this.#withoutPlace.shift();
    if (next !== undefined) this.#add(next);
  }

  #forget(task: TaskHandle): void {
    const place = this.#withoutPlace.indexOf(task);
    if (place >= 0) this.#withoutPlace.splice(place, 1);
  }
}
