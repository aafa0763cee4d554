import type { EventLoop } from '../../kernel/event-loop.ts';
import type { TaskHandle } from '../traffic-options.ts';
import type { Gossip } from './gossip.ts';
import type { ChangeKind } from './service-tables.ts';

/** Of the first watcher for the gossip: below all nodes, all clients and nobody (−1). */
const firstViewer = -2;

type Heard = (kind: ChangeKind, task: TaskHandle) => void;

/** Somebody in a service's network who is told of its tasks. */
interface Watcher {
  /** Its number for the gossip. */
  readonly viewer: number;
  readonly heard: Heard;
  /** By task: when it hears of what it was told last. */
  readonly latestMs: Map<TaskHandle, number>;
}

/** Those who are told of services' tasks as a node hears of them, by gossip: each change at its time. */
export class Watchers {
  readonly #loop: EventLoop;
  readonly #gossip: Gossip;
  /** By service. */
  readonly #watchers = new Map<string, Watcher[]>();

  constructor(loop: EventLoop, gossip: Gossip) {
    this.#loop = loop;
    this.#gossip = gossip;
  }

  /** Watchers are numbered from 0. */
  add(service: string, index: number, heard: Heard): void {
    const watchers = this.#watchers.get(service) ?? [];
    watchers.push({ viewer: firstViewer - index, heard, latestMs: new Map() });
    this.#watchers.set(service, watchers);
  }

  /** One task's changes are heard in their order. `change` is its number, `nodes` how many gossip. */
  tell(service: string, change: number, kind: ChangeKind, task: TaskHandle, nodes: number): void {
    const { nowMs } = this.#loop;
    for (const { viewer, heard, latestMs } of this.#watchers.get(service) ?? []) {
      const gossipedMs = nowMs + this.#gossip.delayMs(change, viewer, nodes);
      const heardMs = Math.max(gossipedMs, latestMs.get(task) ?? 0);
      if (kind === 'delete') latestMs.delete(task);
      else latestMs.set(task, heardMs);
      this.#loop.call(heardMs - nowMs, () => heard(kind, task));
    }
  }
}
