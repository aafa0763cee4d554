import type { PortConfig } from '../../swarm/objects/service.ts';
import { compareText } from '../text/natural-order.ts';

interface PortRange {
  readonly protocol: string;
  readonly publishedFirst: number;
  readonly publishedLast: number;
  readonly targetFirst: number;
  readonly targetLast: number;
}

/**
 * The PORTS column of `service ls`: ingress ports, neighbours merged (`*:80-81->80-81/tcp`, `*:80-81->80/tcp`), never
 * both kinds in one range. Source: docker/cli `cli/command/service/formatter.go`.
 */
export function publishedPorts(ports: readonly PortConfig[]): string {
  const sorted = ports
    .filter((port) => port.publishMode === 'ingress')
    .sort((a, b) => compareText(a.protocol, b.protocol) || a.publishedPort - b.publishedPort);
  const ranges: PortRange[] = [];
  for (const port of sorted) {
    const range = ranges.at(-1);
    if (range !== undefined && continues(range, port)) {
      ranges[ranges.length - 1] = { ...range, publishedLast: port.publishedPort, targetLast: port.targetPort };
    } else ranges.push(rangeOf(port));
  }
  return ranges.map(formatRange).join(', ');
}

function rangeOf(port: PortConfig): PortRange {
  const { protocol, publishedPort, targetPort } = port;
  return {
    protocol,
    publishedFirst: publishedPort,
    publishedLast: publishedPort,
    targetFirst: targetPort,
    targetLast: targetPort,
  };
}

/** A target port below the range's is never its neighbour. */
function continues(range: PortRange, port: PortConfig): boolean {
  const targetStep = port.targetPort - range.targetLast;
  const isRangeOfTargets = range.targetFirst !== range.targetLast;
  return (
    port.protocol === range.protocol &&
    port.publishedPort - range.publishedLast <= 1 &&
    (targetStep === 1 || (targetStep === 0 && !isRangeOfTargets))
  );
}

function formatRange(range: PortRange): string {
  const published = span(range.publishedFirst, range.publishedLast);
  const target = span(range.targetFirst, range.targetLast);
  return `*:${published}->${target}/${range.protocol}`;
}

function span(first: number, last: number): string {
  return last > first ? `${first}-${last}` : String(first);
}
