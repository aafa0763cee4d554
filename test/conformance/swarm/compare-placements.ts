import { type History, isOver, taskAt } from './history.ts';
import type { RecordedNode, Recording } from './recording.ts';

/**
 * Whether as many tasks of a service should run on each kind of node, node by node sorted: equal nodes are chosen by chance.
 *
 * @returns the two counts, or `null` if they agree
 */
export function comparePlacement(
  recording: Recording,
  service: string | null,
  atMs: number,
  recorded: Readonly<Record<string, number>>,
  ours: Readonly<Record<string, number>>,
): string | null {
  const [theirs, own] = [recorded, ours].map((counts) => countsByKind(recording, service, atMs, counts));
  return theirs === own ? null : `recorded ${theirs}, ours ${own}`;
}

/** Tasks that should run at an instant and have a node, by node; `null` = of all services. */
export function countsAt({ tasks }: History, service: string | null, atMs: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const task of tasks) {
    const now = service === null || task.service === service ? taskAt(task, atMs) : null;
    if (now === null || now.removed || now.node === '' || now.desired !== 'running') continue;
    if (isOver(now.state)) continue;
    counts[now.node] = (counts[now.node] ?? 0) + 1;
  }
  return counts;
}

/** Nodes that a placement cannot tell apart by what they are or are labelled, then their counts. */
function countsByKind(
  recording: Recording,
  service: string | null,
  atMs: number,
  counts: Readonly<Record<string, number>>,
): string {
  const keys = labelsSpokenOf(recording, service);
  const kinds = new Map<string, number[]>();
  for (const node of recording.cluster.nodes) {
    const kind = kindOf(recording, atMs, node, keys);
    kinds.set(kind, [...(kinds.get(kind) ?? []), counts[node.name] ?? 0]);
  }
  const rows = [...kinds].map(([kind, each]) => `${kind}${each.sort((a, b) => a - b).join('-')}`);
  return rows.sort((a, b) => (a < b ? -1 : 1)).join(' | ');
}

/** Labels that the service's commands name in constraints and preferences: others make no difference to it. */
function labelsSpokenOf({ steps }: Recording, service: string | null): string[] {
  return steps.flatMap(({ command = '' }) => {
    const speaks = service === null || command.split(/[\s=]+/).includes(service);
    return speaks ? [...command.matchAll(/node\.labels\.([\w.-]+)/g)].map((match) => match[1]!) : [];
  });
}

/** With the labels that commands have given the node by then. */
function kindOf(
  { steps }: Recording,
  atMs: number,
  { name, cpus, memoryBytes, labels }: RecordedNode,
  keys: readonly string[],
): string {
  const given = steps.flatMap(({ command, atMs: typedMs }) =>
    typedMs < atMs && command?.startsWith('docker node update') && command.endsWith(` ${name}`)
      ? [...command.matchAll(/--label-add (\S+)/g)].map((match) => match[1]!)
      : [],
  );
  const own = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const spokenOf = [...own, ...given].filter((label) => keys.includes(label.split('=', 1)[0]!));
  const words = [...new Set(spokenOf)].sort((a, b) => (a < b ? -1 : 1));
  return `${cpus} CPUs ${memoryBytes / 2 ** 20} MiB ${words.length === 0 ? '' : `${words.join(',')} `}`;
}
