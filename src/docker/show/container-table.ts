import type { ContainerCourse } from '../../swarm/agent/container-record.ts';
import type { HostContainer } from '../host.ts';
import { imageWithoutDigest } from '../image-reference.ts';
import { formatRows } from '../templates/format-rows.ts';
import { ellipsis, shortId } from '../text/wording.ts';
import { humanDuration } from '../units/human-duration.ts';

const header = ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'];
const commandWidth = 20;

export function isRunning({ startedMs, endedMs }: ContainerCourse): boolean {
  return startedMs !== null && endedMs === null;
}

/** In one word. */
export function stateOf({ startedMs, endedMs }: ContainerCourse): string {
  if (startedMs === null) return 'created';
  return endedMs === null ? 'running' : 'exited';
}

/** The table of `docker ps`, in the order given. Source: docker/cli `cli/command/formatter/container.go`. */
export function containerTable(
  containers: readonly HostContainer[],
  nowMs: number,
  { noTrunc, format }: { readonly noTrunc: boolean; readonly format: string },
): string {
  const rows = containers.map((container) => {
    const { id, image, record } = container;
    const words = container.command.join(' ');
    return [
      noTrunc ? id : shortId(id),
      noTrunc ? image : imageWithoutDigest(image),
      `"${noTrunc ? words : ellipsis(words, commandWidth)}"`,
      `${humanDuration(nowMs - record.createdMs)} ago`,
      statusOf(record, nowMs),
      portsOf(container),
      container.name,
    ];
  });
  const more = containers.map((container, at) => ({
    Labels: Object.entries(container.labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(','),
    RunningFor: rows[at]![3]!,
    State: stateOf(container.record),
  }));
  return formatRows([header, ...rows], format, {
    rowType: '*formatter.ContainerContext',
    more,
    notInJson: ['Created'],
  });
}

/** Source: moby `container/state.go` String. */
function statusOf({ startedMs, endedMs, exitCode, health }: ContainerCourse, nowMs: number): string {
  if (startedMs === null) return 'Created';
  if (endedMs !== null) return `Exited (${exitCode}) ${humanDuration(nowMs - endedMs)} ago`;
  const shownHealth = health === 'starting' ? 'health: starting' : health;
  return `Up ${humanDuration(nowMs - startedMs)}${shownHealth === null ? '' : ` (${shownHealth})`}`;
}

function portsOf({ record, ports }: HostContainer): string {
  if (!isRunning(record)) return '';
  return ports
    .map(({ publishedPort, targetPort, protocol }) => `0.0.0.0:${publishedPort}->${targetPort}/${protocol}`)
    .join(', ');
}
