import type { Change } from '../../swarm/change.ts';

/** Watches the swarm and keeps what it is for. `nodeName` turns a node's id into its machine's name. */
export interface ChangeRecorder {
  record(change: Change, nowMs: number): void;
}

export type NodeNames = (nodeId: string) => string;
