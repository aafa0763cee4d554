import { type Constraint, matchesConstraints, parseConstraints } from '../constraint/constraint.ts';
import { deepEqual } from '../deep-equal.ts';
import { getOrInsert } from '../get-or-insert.ts';
import type { SwarmNode } from '../objects/node.ts';
import type { Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';

/**
 * Whether a task is out of date and must be replaced. A task whose placement alone has changed is not, as long as its
 * node satisfies the new constraints. Source: SwarmKit `orchestrator/task.go` IsTaskDirty.
 */
export function isTaskDirty(service: Service, task: Task, node: SwarmNode | undefined): boolean {
  if (task.specVersion !== null && task.specVersion === service.specVersion) return false;
  const wanted = service.spec.task;
  if (
    node !== undefined &&
    !deepEqual(wanted.placement, task.spec.placement) &&
    deepEqual({ ...wanted, placement: task.spec.placement }, task.spec) &&
    satisfies(node, wanted.placement.constraints)
  ) {
    return false;
  }
  return !deepEqual(wanted, task.spec) || !deepEqual(service.spec.endpoint, task.endpointSpec);
}

/** Lists of expressions that were parsed already: specs are never changed, so their lists stand for themselves. */
const parsed = new WeakMap<readonly string[], Constraint[]>();

/** Whether a node satisfies all of a spec's constraints. */
export function satisfies(node: SwarmNode, expressions: readonly string[]): boolean {
  if (expressions.length === 0) return true;
  return matchesConstraints(
    getOrInsert(parsed, expressions, () => parseConstraints(expressions)),
    node,
  );
}
