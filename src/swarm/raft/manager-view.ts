import { managerAddress } from '../manager-address.ts';
import type { ManagerStatus, SwarmNode } from '../objects/node.ts';
import type { Raft } from './raft.ts';

/** What the control API knows of raft. */
export interface ManagerView {
  /** What `node ls` says of a node as a manager; `null` = it is no member. */
  statusOf(node: SwarmNode): ManagerStatus | null;
  /** Whether the others would keep their quorum. */
  canRemove(nodeId: string): boolean;
  /** Whether a write can be committed at present. */
  readonly commits: boolean;
}

/** Raft as its leader sees it. */
export function managerView(raft: Raft): ManagerView {
  return {
    statusOf: ({ id, status }) =>
      raft.has(id)
        ? {
            leader: raft.leaderId === id,
            reachability: raft.isReachable(id) ? 'reachable' : 'unreachable',
            addr: managerAddress(status.addr),
          }
        : null,
    canRemove: (nodeId) => raft.canRemove(nodeId),
    get commits() {
      return raft.commits;
    },
  };
}
