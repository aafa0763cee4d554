import type { SwarmNode } from '../objects/node.ts';

/**
 * Whether tasks cannot stay on a node: gone, down or drained. Unknown, disconnected and paused nodes keep theirs.
 * Source: SwarmKit `orchestrator/task.go` InvalidNode.
 */
export function isInvalidNode(node: SwarmNode | undefined): boolean {
  return node === undefined || node.status.state === 'down' || node.spec.availability === 'drain';
}
