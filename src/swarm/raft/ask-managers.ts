import { ControlError } from '../control/control-error.ts';
import type { Timers } from '../timers.ts';
import type { Raft } from './raft.ts';
import { leaderPollMs, requestTimeoutMs } from './raft-timings.ts';

export type Access = 'read' | 'write';

/** SwarmKit `raft.go` errLostQuorum. */
export const noLeader = new ControlError(
  'Unknown',
  "The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online.",
);
const tooLate = new ControlError('DeadlineExceeded', 'context deadline exceeded');
/** SwarmKit `raft.go` ErrLostLeadership, as the control API hands it on. */
const lostLeadership = new ControlError('Unknown', 'raft: failed to process the request: node lost leader status');

/**
 * Calls back when a request at a manager's engine gets through to the leader (`null`; at once if there is one), or with
 * what the engine answers if it does not. Source: SwarmKit `protobuf/plugin/raftproxy`, `raft.go` LeaderConn.
 */
export function askManagers(
  raft: Raft,
  loop: Timers,
  nodeId: string,
  access: Access,
  then: (refusal: ControlError | null) => void,
): void {
  const writes = access === 'write';
  const way = raft.wayOf(nodeId, writes);
  if (way === 'open') then(null);
  else if (way === 'refused') then(noLeader);
  else {
    const leaderId = raft.wayOf(nodeId, false) === 'open' ? raft.leaderId : null;
    wait({ raft, loop, nodeId, writes, leaderId, endMs: loop.nowMs + requestTimeoutMs, then });
  }
}

interface Wait {
  readonly raft: Raft;
  readonly loop: Timers;
  readonly nodeId: string;
  readonly writes: boolean;
  /** Has taken the write and cannot commit it; `null` = nobody has. */
  readonly leaderId: string | null;
  readonly endMs: number;
  readonly then: (refusal: ControlError | null) => void;
}

function wait(request: Wait): void {
  const { raft, loop, nodeId, writes, leaderId, endMs, then } = request;
  loop.call(Math.min(leaderPollMs, endMs - loop.nowMs), () => {
    if (leaderId !== null && raft.leaderId !== leaderId) then(lostLeadership);
    else if (raft.wayOf(nodeId, writes) === 'open') then(null);
    else if (loop.nowMs >= endMs) then(tooLate);
    else wait(request);
  });
}
