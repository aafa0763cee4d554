import type { SwarmNode } from './objects/node.ts';
import type { Raft } from './raft/raft.ts';
import { joinMs, roleRetryMs } from './raft/raft-timings.ts';
import type { Component } from './reactor.ts';
import type { StoreEvent } from './store/feed.ts';
import type { Store } from './store/store.ts';
import type { Timers } from './timers.ts';

/**
 * Gives nodes the role that their spec asks for, and keeps the membership of raft in step with it.
 * Source: SwarmKit `manager/role_manager.go`.
 */
export class RoleManager implements Component {
  readonly #store: Store;
  readonly #raft: Raft;
  readonly #loop: Timers;
  /** Nodes to be looked at again. */
  readonly #due = new Set<string>();
  #wake: () => void = () => {};
  #started = false;

  constructor(store: Store, raft: Raft, loop: Timers) {
    this.#store = store;
    this.#raft = raft;
    this.#loop = loop;
  }

  /** Whom to tell that there is work. */
  onWork(wake: () => void): void {
    this.#wake = wake;
  }

  react(event: StoreEvent): void {
    if (event.kind === 'node' && event.after !== null) this.#reconcile(event.after.id);
  }

  resume(): boolean {
    if (!this.#started) {
      this.#started = true;
      for (const { id, role } of [...this.#store.nodes.values()]) {
        if (role === 'manager') this.#joinRaft(id);
        this.#reconcile(id);
      }
      return true;
    }
    const [nodeId] = this.#due;
    if (nodeId === undefined) return false;
    this.#due.delete(nodeId);
    this.#reconcile(nodeId);
    return true;
  }

  #reconcile(nodeId: string): void {
    const node = this.#store.nodes.get(nodeId);
    if (node === undefined || node.spec.desiredRole === node.role) return;
    if (node.spec.desiredRole === 'worker') this.#demote(node);
    else {
      this.#store.update((tx) => tx.updateNode({ ...node, role: 'manager' }));
      this.#joinRaft(nodeId);
    }
  }

  /** The node gets a manager's certificate first. */
  #joinRaft(nodeId: string): void {
    if (this.#raft.has(nodeId)) return;
    this.#loop.call(joinMs, () => {
      if (this.#store.nodes.get(nodeId)?.spec.desiredRole === 'manager') this.#raft.add(nodeId);
    });
  }

  /** A leader hands over, and its successor goes on with this; nobody leaves whom the quorum needs. */
  #demote(node: SwarmNode): void {
    const raft = this.#raft;
    if (raft.leaderId === node.id) {
      if (!raft.transfer()) this.#again(node.id);
      return;
    }
    if (raft.has(node.id)) {
      if (!raft.canRemove(node.id)) {
        this.#again(node.id);
        return;
      }
      raft.remove(node.id);
    }
    this.#store.update((tx) => tx.updateNode({ ...node, role: 'worker' }));
  }

  #again(nodeId: string): void {
    this.#loop.call(roleRetryMs, () => {
      this.#due.add(nodeId);
      this.#wake();
    });
  }
}
