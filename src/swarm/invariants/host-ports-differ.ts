import type { Change } from '../change.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Store } from '../store/store.ts';
import type { Invariant } from './invariant.ts';

/** No two tasks that hold a node's room publish the same port of it. */
export class HostPortsDiffer implements Invariant {
  readonly #touched = new Set<string>();

  changed(change: Change): void {
    if (change.kind !== 'task' || change.after === null || change.after.nodeId === '') return;
    const { endpointSpec, nodeId } = change.after;
    if (endpointSpec.ports.some(({ publishMode }) => publishMode === 'host')) this.#touched.add(nodeId);
  }

  check(store: Store): void {
    for (const nodeId of this.#touched) {
      const taken = new Map<string, string>();
      for (const { id, status, endpointSpec } of store.tasks.ofNode(nodeId)) {
        if (status.state < TaskState.assigned || status.state > TaskState.running) continue;
        for (const { publishMode, publishedPort, protocol } of endpointSpec.ports) {
          if (publishMode !== 'host' || publishedPort === 0) continue;
          const port = `${publishedPort}/${protocol}`;
          const other = taken.get(port);
          if (other !== undefined) throw new Error(`tasks ${other} and ${id} both publish ${port} of node ${nodeId}`);
          taken.set(port, id);
        }
      }
    }
    this.#touched.clear();
  }
}
