import type { SwarmNode } from '../swarm/objects/node.ts';
import type { Task } from '../swarm/objects/task.ts';
import { TaskState } from '../swarm/objects/task-state.ts';
import { NodeInfo } from '../swarm/scheduler/node-info.ts';

/** A node that takes tasks, with what lies on it by the scheduler's own accounts. */
export interface NodeRoom {
  readonly info: NodeInfo;
  /** Tasks in state running. */
  readonly running: number;
  readonly totalNanoCpus: number;
  readonly totalMemoryBytes: number;
}

/** The nodes that take tasks: ready and active. */
export function roomOf(nodes: readonly SwarmNode[], tasks: readonly Task[]): NodeRoom[] {
  const byNode = new Map<string, Task[]>();
  for (const task of tasks) {
    const holds = task.nodeId !== '' && task.status.state > TaskState.pending && task.status.state <= TaskState.running;
    if (!holds) continue;
    const list = byNode.get(task.nodeId);
    if (list === undefined) byNode.set(task.nodeId, [task]);
    else list.push(task);
  }
  return nodes
    .filter((node) => node.status.state === 'ready' && node.spec.availability === 'active')
    .map((node) => {
      const held = byNode.get(node.id) ?? [];
      const info = new NodeInfo(node, { changed: () => {} });
      for (const task of held) info.add(task);
      return {
        info,
        running: held.filter((task) => task.status.state === TaskState.running).length,
        totalNanoCpus: node.description?.resources?.nanoCpus ?? 0,
        totalMemoryBytes: node.description?.resources?.memoryBytes ?? 0,
      };
    });
}
