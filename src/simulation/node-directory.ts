import type { Change } from '../swarm/change.ts';
import type { ChangeRecorder } from './recorders/change-recorder.ts';
import type { NodeView } from './recorders/load-recorder.ts';

interface Seen {
  readonly nodeId: string;
  readonly view: NodeView;
}

/** Which node is which machine, and how the managers see it now. */
export class NodeDirectory implements ChangeRecorder {
  readonly #nameById = new Map<string, string>();
  readonly #latestByName = new Map<string, Seen>();

  record(change: Change): void {
    if (change.kind !== 'node') return;
    const { before, after } = change;
    if (after === null) {
      const name = this.nameOf(before?.id ?? '');
      if (this.#latestByName.get(name)?.nodeId === before?.id) this.#latestByName.delete(name);
      return;
    }
    const name = after.description?.hostname;
    if (name === undefined || name === '') return;
    this.#nameById.set(after.id, name);
    const { state } = after.status;
    const { availability } = after.spec;
    this.#latestByName.set(name, { nodeId: after.id, view: { name, state, availability } });
  }

  /** A removed node keeps its name for the tasks that were on it. */
  nameOf(nodeId: string): string {
    return this.#nameById.get(nodeId) ?? nodeId;
  }

  /** As the managers see the machine's node; a machine that is no node has no state. */
  view(machineName: string): NodeView {
    return this.#latestByName.get(machineName)?.view ?? { name: machineName, state: '', availability: '' };
  }
}
