/** Delays of the managers' raft, in milliseconds. Source: SwarmKit `manager/state/raft/raft.go` and `manager/role_manager.go`. */

/** Ten ticks of 1 s: a follower that has not heard of its leader stands for election after one to two of these. */
export const electionTimeoutMs = 10_000;
/** So long after it has noticed that there is no leader, a manager refuses requests at once (lostQuorumTimeout). */
export const lostQuorumMs = 10_000;
/** Managers dial one that does not answer at growing intervals, up to this. Source: SwarmKit `raft/transport/transport.go` WithBackoffMaxDelay. */
export const maxDialIntervalMs = 8_000;
/** A leader that is demoted hands over within this. Measured: under 100 ms. */
export const handOverMs = 15;
/** From a promotion until the node has its certificate and is a member. Measured on a real cluster. */
export const joinMs = 500;
/** The role manager tries again what it could not do. Source: role_manager.go roleReconcileInterval. */
export const roleRetryMs = 5_000;
/** How often a request that waits for a leader looks for one. Measured; SwarmKit `protobuf/plugin/raftproxy`. */
export const leaderPollMs = 500;
/** An engine gives a request to the managers so long. Source: moby `daemon/cluster` swarmRequestTimeout. */
export const requestTimeoutMs = 20_000;
