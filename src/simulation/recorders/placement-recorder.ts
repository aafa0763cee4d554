import type { Change } from '../../swarm/change.ts';
import { getOrInsert } from '../../swarm/get-or-insert.ts';
import type { Task } from '../../swarm/objects/task.ts';
import { TaskState } from '../../swarm/objects/task-state.ts';
import type { PlacementRow } from '../run-result.ts';
import { msPerSecond, nanoPerCpu } from '../units.ts';
import type { ChangeRecorder, NodeNames } from './change-recorder.ts';

/** What lies on a node, all services together. */
export interface NodeShare {
  running: number;
  nanoCpus: number;
  memoryBytes: number;
}

interface Share {
  readonly node: string;
  readonly service: string;
  readonly image: string;
  running: number;
  assigned: number;
  nanoCpus: number;
  memoryBytes: number;
  /** Index of its last row, to be replaced by a later change of the same instant. */
  lastRow: number;
}

/**
 * What lies where: a row for each change of a (node, service, image). A task counts as assigned, and holds its
 * reservations, from its assignment until its container has ended, whatever its desired state.
 */
export class PlacementRecorder implements ChangeRecorder {
  readonly rows: PlacementRow[] = [];
  /** By node, image and service: of images there are few. */
  readonly #shares = new Map<string, Map<string, Map<string, Share>>>();
  readonly #byNode = new Map<string, NodeShare>();
  readonly #nodeName: NodeNames;

  constructor(nodeName: NodeNames) {
    this.#nodeName = nodeName;
  }

  record(change: Change, nowMs: number): void {
    if (change.kind !== 'task') return;
    const { before, after } = change;
    const stays = before !== null && after !== null && before.nodeId === after.nodeId && phase(before) === phase(after);
    if (stays) return;
    if (before !== null) this.#count(before, -1, nowMs);
    if (after !== null) this.#count(after, 1, nowMs);
  }

  /** As it is now. */
  ofNode(node: string): Readonly<NodeShare> {
    return this.#ofNode(node);
  }

  #ofNode(node: string): NodeShare {
    let share = this.#byNode.get(node);
    if (share === undefined) {
      share = { running: 0, nanoCpus: 0, memoryBytes: 0 };
      this.#byNode.set(node, share);
    }
    return share;
  }

  #count(task: Task, sign: 1 | -1, nowMs: number): void {
    const at = phase(task);
    if (at === 'elsewhere') return;
    const share = this.#share(task);
    share.assigned += sign;
    for (const each of [share, this.#ofNode(share.node)]) {
      if (at === 'running') each.running += sign;
      each.nanoCpus += sign * task.spec.reservations.nanoCpus;
      each.memoryBytes += sign * task.spec.reservations.memoryBytes;
    }
    this.#write(share, nowMs / msPerSecond);
  }

  #share(task: Task): Share {
    const node = this.#nodeName(task.nodeId);
    const service = task.serviceName;
    const { image } = task.spec.container;
    const ofNode = getOrInsert(this.#shares, node, () => new Map<string, Map<string, Share>>());
    const ofImage = getOrInsert(ofNode, image, () => new Map<string, Share>());
    let share = ofImage.get(service);
    if (share === undefined) {
      share = {
        node,
        service,
        image,
        running: 0,
        assigned: 0,
        nanoCpus: 0,
        memoryBytes: 0,
        lastRow: -1,
      };
      ofImage.set(service, share);
    }
    return share;
  }

  #write(share: Share, timeS: number): void {
    const row: PlacementRow = {
      time_s: timeS,
      node: share.node,
      service: share.service,
      image: share.image,
      running: share.running,
      assigned: share.assigned,
      reserved_cpus: share.nanoCpus / nanoPerCpu,
      reserved_memory_bytes: share.memoryBytes,
    };
    if (this.rows[share.lastRow]?.time_s === timeS) this.rows[share.lastRow] = row;
    else share.lastRow = this.rows.push(row) - 1;
  }
}

function phase(task: Task): 'elsewhere' | 'assigned' | 'running' {
  const { state } = task.status;
  if (task.nodeId === '' || state < TaskState.assigned || state > TaskState.running) return 'elsewhere';
  return state === TaskState.running ? 'running' : 'assigned';
}
