import { hostPortsOf } from '../../swarm/objects/host-ports.ts';
import type { Task } from '../../swarm/objects/task.ts';
import { TaskState, taskStateName } from '../../swarm/objects/task-state.ts';
import { imageWithoutDigest } from '../image-reference.ts';
import { formatRows } from '../templates/format-rows.ts';
import { compareNatural } from '../text/natural-order.ts';
import { ellipsis, prettyWord, shortId } from '../text/wording.ts';
import { humanDuration } from '../units/human-duration.ts';

const header = ['ID', 'NAME', 'IMAGE', 'NODE', 'DESIRED STATE', 'CURRENT STATE', 'ERROR', 'PORTS'];
const errorWidth = 30;

/** How the ids of services and nodes are shown: their names if they are known, else the ids. */
export interface NameLookup {
  service(id: string): string;
  node(id: string): string;
}

export interface TaskTableOptions {
  readonly noTrunc: boolean;
  /** Empty = the table. */
  readonly format: string;
}

/**
 * The table of `service ps` and `node ps`: by name, in a slot the newest task first and its forerunners below as a tree.
 * Source: docker/cli `cli/command/task`.
 */
export function taskTable(
  tasks: readonly Task[],
  names: NameLookup,
  nowMs: number,
  { noTrunc, format }: TaskTableOptions,
): string {
  const truncate = !noTrunc;
  const isTable = format === '' || format.startsWith('table');
  let previous = '';
  const rows = sortedByName(tasks, names).map(({ task, name }) => {
    const shownName = isTable && name === previous ? ` \\_ ${name}` : name;
    previous = name;
    const { err, state, timestampMs } = task.status;
    const image = task.spec.container.image;
    return [
      truncate ? shortId(task.id) : task.id,
      shownName,
      truncate ? imageWithoutDigest(image) : image,
      names.node(task.nodeId),
      prettyWord(taskStateName(task.desiredState)),
      `${prettyWord(taskStateName(state))} ${humanDuration(nowMs - timestampMs).toLowerCase()} ago`,
      err === '' ? '' : `"${truncate ? ellipsis(err, errorWidth) : err}"`,
      hostPorts(task),
    ];
  });
  return formatRows([header, ...rows], format, { rowType: '*task.taskContext' });
}

/** Full ids, in the order of the table. */
export function taskIds(tasks: readonly Task[], names: NameLookup): string {
  return sortedByName(tasks, names)
    .map(({ task }) => `${task.id}\n`)
    .join('');
}

function sortedByName(tasks: readonly Task[], names: NameLookup): { task: Task; name: string }[] {
  return tasks
    .map((task) => ({ task, name: taskName(task, names) }))
    .sort((a, b) => compareNatural(a.name, b.name) || b.task.createdAtMs - a.task.createdAtMs);
}

/** `web.1`; tasks without a slot are named after their node. */
function taskName(task: Task, names: NameLookup): string {
  return `${names.service(task.serviceId)}.${task.slot === 0 ? task.nodeId : task.slot}`;
}

/** Ports that a running container holds on its node. Engine 20.10 reports each twice, for IPv4 and for IPv6. */
function hostPorts(task: Task): string {
  if (task.status.state !== TaskState.running) return '';
  const shown = hostPortsOf(task).map((port) => `*:${port.publishedPort}->${port.targetPort}/${port.protocol}`);
  return shown.flatMap((port) => [port, port]).join(',');
}
