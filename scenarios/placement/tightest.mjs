// A placement strategy of one's own: best fit. The node that would have the least room left takes the task; in zone `spare`
// only where nothing else has room. To try it:
//
//   seatrial run scenarios/fragmentation.yaml --placement scenarios/placement/tightest.mjs

/** @type {import('seatrial/placement').ScoringStrategy} */
export default {
  score(task, node) {
    const cpusLeft = (node.freeCpus - task.cpus) / node.cpus;
    const memoryLeft = (node.freeMemoryBytes - task.memoryBytes) / node.memoryBytes;
    const isSpare = node.labels.zone === 'spare';
    return -(cpusLeft + memoryLeft) - (isSpare ? 10 : 0);
  },
};
