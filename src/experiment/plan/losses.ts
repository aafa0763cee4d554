import type { Scenario } from '../../simulation/scenario.ts';
import type { JobResult, NodePressure } from '../job-result.ts';
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
 * All losses that a promise must be kept through, one after the other: each machine or zone, the busiest first, then the one on
 * which most is reserved, for these are the likeliest to break it.
 *
 * @param whole a run without a loss
 */
export function lossesOf(survive: Survival, { cluster }: Scenario, whole: JobResult): Loss[] {
  if (survive.kind === 'nothing') return [];
  const sets =
    survive.kind === 'any-node'
      ? cluster.nodes.map(({ name }) => ({ name, nodes: [name] }))
      : zonesOf(cluster, survive.label).map(([zone, nodes]) => ({ name: `zone ${zone}`, nodes }));
  const sum = (nodes: readonly string[], of: (node: NodePressure) => number) =>
    nodes.reduce((total, name) => {
      const node = whole.pressure.nodes[name];
      return node === undefined ? total : total + of(node);
    }, 0);
  return sets
    .map((set, index) => ({
      ...set,
      index,
      busy: sum(set.nodes, (node) => node.cpuBusy),
      cpus: sum(set.nodes, (node) => node.reservedCpus),
      memory: sum(set.nodes, (node) => node.reservedMemoryBytes),
    }))
    .sort((a, b) => b.busy - a.busy || b.cpus - a.cpus || b.memory - a.memory || a.index - b.index)
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
