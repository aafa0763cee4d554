import type { Filter } from '../filter.ts';

/** The node is ready and active: not down, paused or drained. */
export function readyFilter(): Filter {
  return {
    name: 'ready',
    looksAt: 'node',
    applies: () => true,
    demand: () => '',
    check: ({ node }) => node.status.state === 'ready' && node.spec.availability === 'active',
    shortfalls({ node: { status, spec } }) {
      const down = { lacks: `its state is ${status.state}`, remedy: 'bring the machine back', distance: 1 };
      const kept = { lacks: `its availability is ${spec.availability}`, remedy: 'make it active', distance: 1 };
      return [...(status.state === 'ready' ? [] : [down]), ...(spec.availability === 'active' ? [] : [kept])];
    },
    explain: (nodes) =>
      nodes === 1 ? '1 node not available for new tasks' : `${nodes} nodes not available for new tasks`,
  };
}
