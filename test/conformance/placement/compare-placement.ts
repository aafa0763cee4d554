import { labelOf } from '../../../src/swarm/constraint/constraint.ts';
import { maxFailures } from '../../../src/swarm/scheduler/recent-failures.ts';
import { toSwarmNode } from '../recorded-node.ts';
import type { ExpectedWave, PlacementCase, Range, RunLengths, Wave } from './placement-case.ts';

/**
 * The rules of the recordings' README ("Fair comparison"), for one run of ours: they hold for any way to break ties.
 * Answers the first difference, or `null`.
 */
export function comparePlacement(recorded: PlacementCase, waves: readonly Wave[]): string | null {
  const totals = new ActiveTotals(recorded);
  for (const [i, expected] of recorded.expect.entries()) {
    const difference = compareWave(recorded, totals, expected, waves[i]!);
    if (difference !== null) return `wave ${i + 1}: ${difference}`;
  }
  return null;
}

function compareWave(recorded: PlacementCase, totals: ActiveTotals, expected: ExpectedWave, wave: Wave): string | null {
  return (
    comparePending(expected, wave) ??
    compareMessages(expected, wave) ??
    (expected.countsPerNodeSame
      ? compareCounts(expected, wave)
      : compareCountRanges(recorded, totals, expected, wave)) ??
    compareBranches(totals, expected, wave) ??
    compareSorted(recorded, totals, expected, wave)
  );
}

function comparePending(expected: ExpectedWave, { pending, created, newPerNode }: Wave): string | null {
  const slack = typeof expected.pending === 'number' ? 0 : 1;
  if (!within(pending, expected.pending, slack)) return differs('pending', expected.pending, pending);
  const placed = [...newPerNode.values()].reduce((sum, tasks) => sum + tasks, 0);
  return placed + pending === created ? null : `${placed} placed and ${pending} pending of ${created} created`;
}

function compareMessages({ messages = {} }: ExpectedWave, wave: Wave): string | null {
  const texts = wave.messages.filter((text) => text !== '');
  if (texts.length !== wave.pending) return `${wave.pending} tasks pending, ${texts.length} with a text`;
  const unknown = texts.find((text) => !Object.hasOwn(messages, text));
  return unknown === undefined ? null : differs('message', Object.keys(messages), unknown);
}

function compareCounts({ newPerNode = {} }: ExpectedWave, wave: Wave): string | null {
  for (const [id, tasks] of wave.newPerNode) {
    if (tasks !== (newPerNode[id] ?? 0)) return differs(`tasks on ${id}`, newPerNode[id] ?? 0, tasks);
  }
  return null;
}

function compareCountRanges(
  recorded: PlacementCase,
  totals: ActiveTotals,
  { newPerNodeRange = {} }: ExpectedWave,
  wave: Wave,
): string | null {
  for (const [id, tasks] of wave.newPerNode) {
    const range = newPerNodeRange[id] ?? 0;
    if (within(tasks, range, 1)) continue;
    // Equal nodes are interchangeable.
    const equals = recorded.nodes.filter((node) => totals.kindOf(node.id) === totals.kindOf(id));
    const ranges = equals.map((node) => newPerNodeRange[node.id] ?? 0);
    const widest: Range = [Math.min(...ranges.map(least)), Math.max(...ranges.map(greatest))];
    if (!within(tasks, widest, 0)) return differs(`tasks on ${id}`, [range, 'or of its equals', widest], tasks);
  }
  return null;
}

function compareBranches(totals: ActiveTotals, expected: ExpectedWave, wave: Wave): string | null {
  const slack = expected.countsPerNodeSame ? 0 : 1;
  for (const [level, branches] of Object.entries(expected.branchTotals ?? {})) {
    const actual = totals.ofBranches(Number(level), wave);
    for (const branch of new Set([...Object.keys(branches), ...actual.keys()])) {
      const range = branches[branch] ?? 0;
      const tasks = actual.get(branch) ?? 0;
      if (!within(tasks, range, slack)) return differs(`branch '${branch}' of level ${level}`, range, tasks);
    }
  }
  return null;
}

function compareSorted(
  recorded: PlacementCase,
  totals: ActiveTotals,
  expected: ExpectedWave,
  wave: Wave,
): string | null {
  const actual = totals.sorted(wave);
  if (expected.sortedCountsSame) {
    const same = unpack(expected.sortedTotals ?? []);
    const equal = same.length === actual.length && same.every((tasks, n) => tasks === actual[n]);
    return equal ? null : differs('sorted totals', same, actual);
  }
  const variants = expected.sortedTotalsVariants ?? [];
  // Else the list of variants has been cut.
  if (variants.reduce((sum, [runs]) => sum + runs, 0) !== recorded.runs) return null;
  const lists = variants.map(([, packed]) => unpack(packed));
  for (const [n, tasks] of actual.entries()) {
    const values = lists.map((list) => list[n] ?? 0);
    const range: Range = [Math.min(...values), Math.max(...values)];
    if (!within(tasks, range, 1)) return differs(`total of the node with rank ${n + 1}`, range, tasks);
  }
  return null;
}

/** What is known of the nodes before the first wave. */
class ActiveTotals {
  readonly #recorded: PlacementCase;
  readonly #existing = new Map<string, number>();
  readonly #failures = new Map<string, number>();

  constructor(recorded: PlacementCase) {
    this.#recorded = recorded;
    for (const { service, node, count, state, desired } of recorded.existing ?? []) {
      const ended = state === 'complete' || state === 'failed';
      const leaving = desired === 'shutdown' || desired === 'remove';
      if (service === 'svc' && !ended && !leaving) add(this.#existing, node, count);
    }
    for (const { node, count, otherSpecVersion } of recorded.failures ?? []) {
      if (otherSpecVersion !== true) add(this.#failures, node, count);
    }
  }

  /** Nodes of one kind are interchangeable. */
  kindOf(nodeId: string): string {
    const failures = this.#failures.get(nodeId) ?? 0;
    return `${this.#existing.get(nodeId) ?? 0} tasks, ${failures < maxFailures ? 0 : failures} failures`;
  }

  /** Active tasks of the service, on every node. */
  of(nodeId: string, wave: Wave): number {
    return (this.#existing.get(nodeId) ?? 0) + (wave.newPerNode.get(nodeId) ?? 0);
  }

  sorted(wave: Wave): number[] {
    return this.#recorded.nodes.map(({ id }) => this.of(id, wave)).sort((a, b) => b - a);
  }

  ofBranches(level: number, wave: Wave): Map<string, number> {
    const descriptors = (this.#recorded.service.spread ?? []).slice(0, level);
    const tasks = new Map<string, number>();
    for (const node of this.#recorded.nodes) {
      const values = descriptors.map((descriptor) => labelOf(descriptor)?.(toSwarmNode(node)) ?? '');
      add(tasks, values.join('/'), this.of(node.id, wave));
    }
    return tasks;
  }
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function within(value: number, range: Range, slack: number): boolean {
  return value >= least(range) - slack && value <= greatest(range) + slack;
}

function least(range: Range): number {
  return typeof range === 'number' ? range : range[0];
}

function greatest(range: Range): number {
  return typeof range === 'number' ? range : range[1];
}

function unpack(packed: RunLengths): number[] {
  return packed.flatMap(([value, nodes]) => new Array<number>(nodes).fill(value));
}

function differs(what: string, recorded: unknown, here: unknown): string {
  return `${what}: recorded ${JSON.stringify(recorded)}, here ${JSON.stringify(here)}`;
}
