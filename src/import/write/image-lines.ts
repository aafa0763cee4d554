import { defaults } from '../../scenario/defaults.ts';
import { z99 } from '../fit/normal.ts';
import type { MeasuredDemand } from '../measured-client.ts';
import type { ServiceUsage } from '../swarm/read-stats.ts';
import { lognormal, short } from './numbers.ts';
import { comment, key } from './yaml-text.ts';

export interface ImageDraft {
  readonly name: string;
  /** Of the services that run it. */
  readonly usage: readonly (readonly [service: string, usage: ServiceUsage])[];
  /** `null` = assumed. */
  readonly demand: MeasuredDemand | null;
}

const mebibyte = 1024 ** 2;

/** An entry of `images:`. What has not been measured is Seatrial's default, written down so that it can be changed. */
export function imageLines({ name, usage, demand }: ImageDraft): string[] {
  const { image } = defaults;
  const law = demand === null ? defaultLognormal(image.demandMs) : lognormal(demand.fit.medianMs, demand.fit.p99Ms);
  return [
    ...usage.flatMap(([service, used]) => comment(usageWords(service, used), 2)),
    `  ${key(name)}:`,
    '    cached: true                # assumed: every node has it; else give its size (docker image ls)',
    `    start: ${defaultLognormal(image.startMs)}    # assumed`,
    '    on_stop: exit               # assumed: SIGTERM cuts what it serves; { drain: 10s } if it finishes its answers first',
    ...(demand === null ? [] : demand.comments.flatMap((line) => comment(line, 4))),
    `    demand: ${law}${demand === null ? '    # assumed: CPU time of one request' : ''}`,
    `    concurrency: ${image.concurrency}              # assumed: requests that a container works on at once`,
    `    backlog: ${image.backlog}                # assumed: requests that wait beyond those`,
  ];
}

/** By what the law is made of: its median is exp(mu). */
function defaultLognormal(spec: (typeof defaults.image)['demandMs']): string {
  if (spec.kind !== 'lognormal') throw new Error(`expected a lognormal default, found ${spec.kind}`);
  return lognormal(Math.exp(spec.mu), Math.exp(spec.mu + z99 * spec.sigma));
}

function usageWords(service: string, { containers, cpus, memoryBytes }: ServiceUsage): string {
  const each = `${short(cpus / containers, 2)} CPUs and ${short(memoryBytes / containers / mebibyte)}MiB each`;
  return `measured (docker stats), service ${service}: ${containers} container${containers === 1 ? '' : 's'}, ${each}`;
}
