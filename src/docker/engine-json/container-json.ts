import type { HostContainer } from '../host.ts';
import { isRunning, stateOf } from '../show/container-table.ts';
import { rfc3339, rfc3339Fixed } from '../text/timestamp.ts';
import type { Json } from './compact.ts';
import { sortedMap } from './compact.ts';

const never = '0001-01-01T00:00:00Z';

/** A container as the Engine API has it, as far as one is simulated. Source: moby `api/types` ContainerJSON. */
export function containerJson(container: HostContainer, startUnixMs: number): Json {
  const { id, name, image, command, record, labels, ports } = container;
  const [path = '', ...args] = command;
  const time = (atMs: number | null): string => (atMs === null ? never : rfc3339({ startUnixMs, atMs }));
  return {
    Id: id,
    Created: rfc3339Fixed({ startUnixMs, atMs: record.createdMs }),
    Path: path,
    Args: args,
    State: {
      Status: stateOf(record),
      Running: isRunning(record),
      Paused: false,
      Restarting: false,
      OOMKilled: false,
      Dead: false,
      ExitCode: record.endedMs === null ? 0 : record.exitCode,
      Error: '',
      StartedAt: time(record.startedMs),
      FinishedAt: time(record.endedMs),
      ...(record.health === null ? {} : { Health: { Status: record.health } }),
    },
    Name: `/${name}`,
    RestartCount: 0,
    Driver: 'overlay2',
    Platform: 'linux',
    Config: { Hostname: id.slice(0, 12), Cmd: command, Image: image, Labels: sortedMap(labels) },
    NetworkSettings: { Ports: isRunning(record) ? portMap(ports) : {} },
  };
}

function portMap(ports: HostContainer['ports']): Json {
  return Object.fromEntries(
    ports.map(({ publishedPort, targetPort, protocol }) => [
      `${targetPort}/${protocol}`,
      [{ HostIp: '0.0.0.0', HostPort: String(publishedPort) }],
    ]),
  );
}
