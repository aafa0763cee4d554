import { hostPortsOf } from '../objects/host-ports.ts';
import type { Task } from '../objects/task.ts';

/** What no two tasks of a node may share: `protocol/number`. */
export function hostPortKeys(task: Task): readonly string[] {
  return hostPortsOf(task).map(({ protocol, publishedPort }) => `${protocol}/${publishedPort}`);
}
