import { managerAddress } from './manager-address.ts';
import type { SwarmNode } from './objects/node.ts';
import type { Component } from './reactor.ts';
import type { StoreEvent } from './store/feed.ts';
import type { Store } from './store/store.ts';
import type { Transaction } from './store/transaction.ts';

/** Gives nodes the role that their spec asks for. Source: SwarmKit `manager/role_manager.go`. */
export class RoleManager implements Component {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  react(event: StoreEvent): void {
    if (event.kind !== 'node' || event.after === null) return;
    const node = this.#store.nodes.get(event.after.id);
    if (node === undefined || node.spec.desiredRole === node.role) return;
    this.#store.update((tx) => {
      if (node.spec.desiredRole === 'worker') this.#demote(tx, node);
      else {
        const managerStatus = {
          leader: false,
          reachability: 'reachable',
          addr: managerAddress(node.status.addr),
        } as const;
        tx.updateNode({ ...node, role: 'manager', managerStatus });
      }
    });
  }

  resume(): boolean {
    return false;
  }

  /** A leader hands over to another manager first. */
  #demote(tx: Transaction, node: SwarmNode): void {
    if (node.managerStatus?.leader === true) {
      const heir = [...this.#store.nodes.values()].find(
        (other) => other.id !== node.id && other.managerStatus !== null,
      );
      if (heir?.managerStatus !== undefined && heir.managerStatus !== null) {
        tx.updateNode({ ...heir, managerStatus: { ...heir.managerStatus, leader: true } });
      }
    }
    tx.updateNode({ ...node, role: 'worker', managerStatus: null });
  }
}
