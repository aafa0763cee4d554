import type { Filter } from '../filter.ts';

/** The node is ready and active: not down, paused or drained. */
export function readyFilter(): Filter {
  return {
    name: 'ready',
    looksAt: 'node',
    applies: () => true,
    demand: () => '',
    check: ({ node }) => node.status.state === 'ready' && node.spec.availability === 'active',
    explain: (nodes) =>
      nodes === 1 ? '1 node not available for new tasks' : `${nodes} nodes not available for new tasks`,
  };
}
