import type { Reservations } from '../../objects/resources.ts';
import type { NodeInfo } from '../node-info.ts';
import type { Judgement, PlacementGroup } from '../strategy.ts';
import { IndexedRankLeaf, nodesApart } from './by-load/indexed-rank-leaf.ts';
import { KeptRanks } from './by-load/kept-ranks.ts';
import { byRank } from './by-rank.ts';
import { heldFailures } from './held-failures.ts';
import type { IndexedStrategy } from './indexed-strategy.ts';
import { placeAndExplain } from './place-and-explain.ts';

/** What a strategy thinks of each node for a task, by nothing but what the task reserves and what the node has and holds. */
export interface LoadRanking<Rank> {
  readonly rank: (node: NodeInfo, tasksOfService: number) => Rank;
  /** Below 0 = `a` is better; 0 = the random order of the group's turn decides. */
  readonly compare: (a: Rank, b: Rank) => number;
  /** Whether it heeds the tasks of the service. */
  readonly looksAtService?: boolean;
}

/** With more of the nodes to be looked at anyway, the index is of no use. */
const mostApart = 1 / 2;

/**
 * A strategy that takes the best of all nodes that fit, task by task. The ranks for tasks that ask the same of nodes are kept:
 * a task costs the logarithm of the nodes.
 */
export function byLoad<Rank>(
  name: string,
  rankingOf: (reservations: Reservations) => LoadRanking<Rank>,
): IndexedStrategy {
  const kept = new KeptRanks<Rank>();
  const byScan = byRank<Rank>(name, ({ task }) => {
    const { rank, compare } = rankingOf(task.spec.reservations);
    return { rank: (node) => rank(node, node.activeOf(task.serviceId)), compare };
  });
  return {
    name,
    byScan,
    judge: (group) => judgeByLoad(group, rankingOf(group.task.spec.reservations)),
    place(group) {
      const ranking = rankingOf(group.task.spec.reservations);
      const apart = nodesApart(group, ranking);
      if (apart.size > group.nodes.size * mostApart) {
        byScan.place(group);
        return;
      }
      placeAndExplain(group, (partition) => {
        const index = kept.indexFor(group, partition, ranking);
        return (part) => new IndexedRankLeaf(group, { ranking, index, apart, part });
      });
    },
  };
}

/** The same by a number, of which the greatest is the best. */
export function byLoadScore(
  name: string,
  scoreOf: (reservations: Reservations) => (node: NodeInfo) => number,
): IndexedStrategy {
  return byLoad<number>(name, (reservations) => ({ rank: scoreOf(reservations), compare: (a, b) => b - a }));
}

function judgeByLoad<Rank>(group: PlacementGroup, { rank, compare }: LoadRanking<Rank>): Judgement {
  const failures = heldFailures(group);
  const rankOf = (node: NodeInfo) => rank(node, node.activeOf(group.task.serviceId));
  return {
    measures: (node) => ({ failures: failures(node), ...numbersIn(rankOf(node)) }),
    compare: (a, b) => failures(a) - failures(b) || compare(rankOf(a), rankOf(b)),
  };
}

/** A rank is a number, or some with names. */
function numbersIn(rank: unknown): Readonly<Record<string, number>> {
  if (typeof rank !== 'object' || rank === null) return { score: Number(rank) };
  return Object.fromEntries(Object.entries(rank).map(([name, value]) => [name, Number(value)]));
}
