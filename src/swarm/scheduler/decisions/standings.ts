import type { Group } from '../group.ts';
import type { NodeInfo } from '../node-info.ts';
import { type Preference, preferencesOf } from '../strategies/preferences/place-by-preferences.ts';
import type { Judgement, PlacementStrategy } from '../strategy.ts';
import type { Preferred, Standing } from './placement-decision.ts';

/** How each node stands for one more task of the group. `chosen` is about to take it; `null` = none does. */
export function standings(group: Group, strategy: PlacementStrategy, chosen: NodeInfo | null): Standing[] {
  const nodes: NodeInfo[] = [];
  group.nodes.visit((node) => {
    nodes.push(node);
    return false;
  });
  const judgement = strategy.judge?.(group) ?? null;
  const preferences = preferencesOf(group);
  const rivals =
    chosen === null ? [] : nodes.filter((node) => group.fits(node) && sameValues(preferences, node, chosen));
  const isBest = (node: NodeInfo) =>
    rivals.includes(node) && rivals.every((rival) => !isBetter(judgement, rival, node));
  return nodes
    .sort((a, b) => rank(group, chosen, a) - rank(group, chosen, b) || compare(group, judgement, a, b))
    .map((node) => {
      const refusedBy = group.pipeline.refusal(node)?.name ?? null;
      return {
        nodeId: node.node.id,
        hostname: node.node.description?.hostname ?? '',
        refusedBy,
        shortfalls: group.pipeline.shortfalls(node),
        preferences: preferences.map((preference) => preferred(group, nodes, preference, node)),
        measures: refusedBy === null ? (judgement?.measures(node) ?? {}) : {},
        best: isBest(node),
        turn: group.nodes.place(node),
      };
    });
}

/** The chosen one first, then those that pass. */
function rank(group: Group, chosen: NodeInfo | null, node: NodeInfo): number {
  if (node === chosen) return 0;
  return group.fits(node) ? 1 : 2;
}

function compare(group: Group, judgement: Judgement | null, a: NodeInfo, b: NodeInfo): number {
  const judged = group.fits(a) ? (judgement?.compare(a, b) ?? 0) : 0;
  return judged || group.nodes.place(a) - group.nodes.place(b);
}

function isBetter(judgement: Judgement | null, a: NodeInfo, b: NodeInfo): boolean {
  return judgement !== null && judgement.compare(a, b) < 0;
}

function sameValues(preferences: readonly Preference[], a: NodeInfo, b: NodeInfo): boolean {
  return preferences.every(({ label }) => label(a.node) === label(b.node));
}

function preferred(
  group: Group,
  nodes: readonly NodeInfo[],
  { descriptor, label }: Preference,
  of: NodeInfo,
): Preferred {
  const value = label(of.node);
  const tasks = nodes
    .filter(({ node }) => label(node) === value)
    .reduce((sum, node) => sum + node.activeOf(group.task.serviceId), 0);
  return { descriptor, value, tasks };
}
