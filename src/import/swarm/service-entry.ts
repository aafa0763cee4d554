import { imageWithoutDigest, imageWithTag } from '../../docker/image-reference.ts';
import type { JsonValue } from '../json/json-value.ts';
import type { Entry } from '../text-file.ts';
import { deployEntry, type NodeNames } from './deploy-entry.ts';
import { durationOf, mapOf, withoutNothing } from './entry-parts.ts';

/** A service of the Engine API in compose's words: what has an effect in a simulation. Source: moby `api/types/swarm`. */
export function serviceEntry(json: JsonValue, nodes: NodeNames): Entry {
  const spec = json.get('Spec');
  const task = spec.get('TaskTemplate');
  const container = task.get('ContainerSpec');
  const networks = networksOf(spec);
  return withoutNothing({
    image: imageWithTag(imageWithoutDigest(container.get('Image').text(''))),
    networks: networks.length === 0 ? undefined : networks,
    ports: portsOf(json),
    labels: mapOf(container.get('Labels')),
    healthcheck: healthOf(container.get('Healthcheck')),
    stop_grace_period: durationOf(container.get('StopGracePeriod')),
    stop_signal: container.get('StopSignal').text('') || undefined,
    logging: loggingOf(task.get('LogDriver')),
    deploy: deployEntry(spec, nodes),
  });
}

/** Parts of a container's spec that Seatrial has no use for, by the Engine API's names. */
export function unusedParts(json: JsonValue): string[] {
  const used = [
    'Image',
    'Labels',
    'Healthcheck',
    'StopGracePeriod',
    'StopSignal',
    'Isolation',
    'Init',
    'DNSConfig',
    'Privileges',
  ];
  const container = json.get('Spec').get('TaskTemplate').get('ContainerSpec');
  return container.keys().filter((key) => !used.includes(key) && !isEmpty(container.get(key).data));
}

function isEmpty(value: unknown): boolean {
  return (
    value === '' ||
    value === false ||
    value === 0 ||
    (typeof value === 'object' && Object.keys(value ?? {}).length === 0)
  );
}

/** Engines before 17.12 have them beside the task's template. */
function networksOf(spec: JsonValue): string[] {
  const own = spec.get('TaskTemplate').get('Networks');
  const networks = own.isThere ? own : spec.get('Networks');
  return networks.items().map((network) => network.get('Target').text(''));
}

/** Those of the endpoint have the ports that the swarm chose. */
function portsOf(json: JsonValue): unknown[] | undefined {
  const chosen = json.get('Endpoint').get('Ports');
  const ports = chosen.isThere ? chosen : json.get('Spec').get('EndpointSpec').get('Ports');
  const entries = ports.items().map(portOf);
  return entries.length === 0 ? undefined : entries;
}

function portOf(port: JsonValue): unknown {
  const target = port.get('TargetPort').number(0);
  const published = port.get('PublishedPort').number(0);
  const protocol = port.get('Protocol').text('tcp');
  const mode = port.get('PublishMode').text('ingress');
  if (protocol === 'tcp' && mode === 'ingress' && published > 0) return `${published}:${target}`;
  return withoutNothing({
    target,
    published: published === 0 ? undefined : published,
    protocol: protocol === 'tcp' ? undefined : protocol,
    mode: mode === 'ingress' ? undefined : mode,
  });
}

function healthOf(health: JsonValue): Entry | undefined {
  const test = health.get('Test').texts();
  if (test[0] === 'NONE') return { disable: true };
  const entry = withoutNothing({
    test: test.length === 0 ? undefined : test,
    interval: durationOf(health.get('Interval')),
    timeout: durationOf(health.get('Timeout')),
    retries: health.get('Retries').number(0) || undefined,
    start_period: durationOf(health.get('StartPeriod')),
    start_interval: durationOf(health.get('StartInterval')),
  });
  return Object.keys(entry).length === 0 ? undefined : entry;
}

function loggingOf(driver: JsonValue): Entry | undefined {
  if (driver.get('Name').text('') === '') return undefined;
  return withoutNothing({ driver: driver.get('Name').text(''), options: mapOf(driver.get('Options')) });
}
