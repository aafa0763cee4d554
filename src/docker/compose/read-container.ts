import type { ContainerSpec, HealthConfig, LogDriver, PortConfig } from '../../swarm/objects/service.ts';
import { imageWithTag } from '../image-reference.ts';
import { emptyHealthcheck } from '../syntax/service/spec-parts.ts';
import { checkImageName } from '../syntax/values/image.ts';
import { labelMap } from '../syntax/values/labels.ts';
import { parsePublish, portModeOf, portProtocolOf } from '../syntax/values/ports.ts';
import { parseShellWords } from '../syntax/values/shell-words.ts';
import { compareText } from '../text/natural-order.ts';
import { atPath } from './at-path.ts';
import { ComposeError } from './compose-error.ts';
import type { ComposeHealthcheck, ComposePort, ComposeService, ListOrMapping } from './compose-service.ts';
import { milliseconds } from './read-deploy.ts';

/** What the keys beside `deploy:` make of the container and its ports. Source: docker/cli `cli/compose`. */
export function readContainer(name: string, service: ComposeService): ContainerSpec {
  const image = service.image ?? '';
  if (image === '') throw new ComposeError([], `invalid image reference for service ${name}: no image specified`);
  atPath(['image'], () => checkImageName(image));
  return {
    image: imageWithTag(image),
    command: readWords('entrypoint', service.entrypoint),
    args: readWords('command', service.command),
    env: readEnvironment(service.environment ?? []),
    labels: readLabels(service.labels ?? []),
    hostname: service.hostname ?? '',
    stopSignal: service.stop_signal ?? '',
    stopGracePeriodMs: milliseconds(service.stop_grace_period) ?? null,
    healthcheck: service.healthcheck === undefined ? null : readHealthcheck(service.healthcheck),
    mounts: [],
    secrets: [],
    configs: [],
  };
}

function readWords(key: 'command' | 'entrypoint', words: string | readonly string[] = []): readonly string[] {
  return typeof words === 'string' ? atPath([key], () => parseShellWords(words)) : words;
}

/** Sorted; a name without a value stays a name, and of one that stands there twice the last value counts. */
function readEnvironment(environment: ListOrMapping): string[] {
  const entries = isList(environment)
    ? [...new Map(environment.map((entry) => [entry.split('=', 1)[0], entry])).values()]
    : Object.entries(environment).map(([key, value]) => (value === null ? key : `${key}=${value}`));
  return entries.sort(compareText);
}

export function readLabels(labels: ListOrMapping): Readonly<Record<string, string>> {
  if (isList(labels)) return labelMap(labels);
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, value === null ? '' : String(value)]));
}

function isList(value: ListOrMapping): value is readonly string[] {
  return Array.isArray(value);
}

function readHealthcheck(health: ComposeHealthcheck): HealthConfig {
  const test = typeof health.test === 'string' ? ['CMD-SHELL', health.test] : (health.test ?? []);
  if (health.disable === true) {
    if (test.length > 0)
      throw new ComposeError(['healthcheck', 'disable'], "test and disable can't be set at the same time");
    return { ...emptyHealthcheck, test: ['NONE'] };
  }
  return {
    test,
    intervalMs: milliseconds(health.interval) ?? 0,
    timeoutMs: milliseconds(health.timeout) ?? 0,
    startPeriodMs: milliseconds(health.start_period) ?? 0,
    startIntervalMs: milliseconds(health.start_interval) ?? 0,
    retries: health.retries ?? 0,
  };
}

export function readLogging({ logging }: ComposeService): LogDriver | null {
  if (logging === undefined) return null;
  return { name: logging.driver ?? '', options: readLabels(logging.options ?? {}) };
}

/** By published port. */
export function readPorts({ ports = [] }: ComposeService): PortConfig[] {
  return ports.flatMap(readPort).sort((a, b) => a.publishedPort - b.publishedPort);
}

function readPort(port: number | string | ComposePort, index: number): PortConfig[] {
  if (typeof port !== 'object') return parsePublish(String(port), 'ignore host ip');
  const path = ['ports', index];
  if (port.target === undefined) throw new ComposeError(path, "missing mandatory field 'target'");
  return [
    {
      protocol: atPath([...path, 'protocol'], () => portProtocolOf(port.protocol ?? 'tcp')),
      targetPort: port.target,
      publishedPort: port.published ?? 0,
      publishMode: atPath([...path, 'mode'], () => portModeOf(port.mode ?? 'ingress')),
    },
  ];
}

export function readNetworks({ networks = [] }: ComposeService): string[] {
  return (Array.isArray(networks) ? [...networks] : Object.keys(networks)).sort(compareText);
}
