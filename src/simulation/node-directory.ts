import type { Change } from '../swarm/change.ts';
import type { SwarmNode } from '../swarm/objects/node.ts';
import type { ChangeRecorder } from './recorders/change-recorder.ts';
import type { NodeView } from './recorders/load-recorder.ts';

/** Which node is which machine, and how the managers see it now. */
export class NodeDirectory implements ChangeRecorder {
  readonly #nameById = new Map<string, string>();
  readonly #latestByName = new Map<string, SwarmNode>();

  record(change: Change): void {
    if (change.kind !== 'node') return;
    const { before, after } = change;
    if (after === null) {
      const name = this.nameOf(before?.id ?? '');
      if (this.#latestByName.get(name)?.id === before?.id) this.#latestByName.delete(name);
      return;
    }
    const name = after.description?.hostname;
    if (name === undefined || name === '') return;
    this.#nameById.set(after.id, name);
    this.#latestByName.set(name, after);
  }

  /** A removed node keeps its name for the tasks that were on it. */
  nameOf(nodeId: string): string {
    return this.#nameById.get(nodeId) ?? nodeId;
  }

  /** As the managers see the machine's node; a machine that is no node has no state. */
  view(machineName: string): NodeView {
    const node = this.#latestByName.get(machineName);
    return { name: machineName, state: node?.status.state ?? '', availability: node?.spec.availability ?? '' };
  }
}
