import type { Scenario } from '../../simulation/scenario.ts';
import type { JobResult } from '../job-result.ts';
import type { Survival } from './design.ts';

/** Machines that are lost at once; none = all stay. */
export interface Loss {
  /** `without worker2`, `without zone a`; '' = all stay. */
  readonly name: string;
  readonly nodes: readonly string[];
  /** As `--set` takes them: the crash of each machine, added to the timeline. */
  readonly overrides: readonly string[];
}

export const nothingLost: Loss = { name: '', nodes: [], overrides: [] };

/**
 * All losses that a promise must be kept through, one after the other: none, then each machine or zone, the busiest first, for
 * that one is the likeliest to break it.
 *
 * @param whole a run without a loss
 */
export function lossesOf(survive: Survival, { cluster }: Scenario, whole: JobResult): Loss[] {
  if (survive.kind === 'nothing') return [];
  const sets =
    survive.kind === 'any-node'
      ? cluster.nodes.map(({ name }) => ({ name, nodes: [name] }))
      : zonesOf(cluster, survive.label).map(([zone, nodes]) => ({ name: `zone ${zone}`, nodes }));
  const busy = (nodes: readonly string[]) =>
    nodes.reduce((sum, node) => sum + (whole.pressure.nodes[node]?.cpuBusy ?? 0), 0);
  return sets
    .map((set, index) => ({ ...set, index, busy: busy(set.nodes) }))
    .sort((a, b) => b.busy - a.busy || a.index - b.index)
    .map(({ name, nodes }) => ({
      name: `without ${name}`,
      nodes,
      overrides: nodes.map((node) => `timeline.+={ at: ${survive.atMs}ms, crash: ${JSON.stringify(node)} }`),
    }));
}

/** Machines by the label's value; those without the label are of no zone, and not lost. */
export function zonesOf({ nodes }: Scenario['cluster'], label: string): [string, string[]][] {
  const zones = new Map<string, string[]>();
  for (const { name, labels } of nodes) {
    const zone = labels[label];
    if (zone !== undefined) zones.set(zone, [...(zones.get(zone) ?? []), name]);
  }
  return [...zones].sort(([a], [b]) => (a < b ? -1 : 1));
}
