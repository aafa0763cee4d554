import { hash128 } from '../../kernel/hash128.ts';
import type { ContainerRecord } from '../../swarm/agent/container-record.ts';
import type { Task } from '../../swarm/objects/task.ts';
import type { HostContainer } from '../host.ts';
import { imageWithoutDigest } from '../image-reference.ts';
import { formatRows } from '../templates/format-rows.ts';
import { ellipsis, shortId } from '../text/wording.ts';
import { humanDuration } from '../units/human-duration.ts';

const header = ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'];
const commandWidth = 20;

/** 64 hexadecimal digits, of a task's only container. */
export function containerId({ id }: Task): string {
  const words = [...hash128(`container ${id}`), ...hash128(`${id} container`)];
  return words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** `web.1.TASK`; of a global service `web.NODE.TASK`. */
export function containerName({ serviceName, slot, nodeId, id }: Task): string {
  return `${serviceName}.${slot > 0 ? slot : nodeId}.${id}`;
}

export function isRunning({ startedMs, endedMs }: ContainerRecord): boolean {
  return startedMs !== null && endedMs === null;
}

/** The table of `docker ps`, in the order given. Source: docker/cli `cli/command/formatter/container.go`. */
export function containerTable(
  containers: readonly HostContainer[],
  nowMs: number,
  { noTrunc, format }: { readonly noTrunc: boolean; readonly format: string },
): string {
  const rows = containers.map(({ record, command }) => {
    const { task, createdMs } = record;
    const id = containerId(task);
    const words = command.join(' ');
    const image = task.spec.container.image;
    return [
      noTrunc ? id : shortId(id),
      noTrunc ? image : imageWithoutDigest(image),
      `"${noTrunc ? words : ellipsis(words, commandWidth)}"`,
      `${humanDuration(nowMs - createdMs)} ago`,
      statusOf(record, nowMs),
      portsOf(record),
      containerName(task),
    ];
  });
  return formatRows([header, ...rows], format);
}

/** Source: moby `container/state.go` String. */
function statusOf({ startedMs, endedMs, exitCode, health }: ContainerRecord, nowMs: number): string {
  if (startedMs === null) return 'Created';
  if (endedMs !== null) return `Exited (${exitCode}) ${humanDuration(nowMs - endedMs)} ago`;
  const shownHealth = health === 'starting' ? 'health: starting' : health;
  return `Up ${humanDuration(nowMs - startedMs)}${shownHealth === null ? '' : ` (${shownHealth})`}`;
}

/** Those in host mode: what ingress publishes is the nodes' affair. */
function portsOf(record: ContainerRecord): string {
  if (!isRunning(record)) return '';
  const ports = record.task.endpointSpec.ports.filter(
    ({ publishMode, publishedPort }) => publishMode === 'host' && publishedPort !== 0,
  );
  return ports
    .map(({ publishedPort, targetPort, protocol }) => `0.0.0.0:${publishedPort}->${targetPort}/${protocol}`)
    .join(', ');
}
