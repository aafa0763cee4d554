import { InputError } from '../scenario/input-error.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { readCompose } from './compose/read-compose.ts';
import { type LogFile, type ReadLog, readLogs } from './log/read-log.ts';
import { fittedArrivals, type MeasuredDemand, measureDemand, traceText } from './measured-client.ts';
import { readNodes } from './swarm/read-nodes.ts';
import { readServices } from './swarm/read-services.ts';
import { readStats } from './swarm/read-stats.ts';
import { type ImportTarget, targetOf } from './target.ts';
import type { Entry, TextFile } from './text-file.ts';
import type { ImageDraft } from './write/image-lines.ts';
import { type ClientDraft, leadMs, scenarioText } from './write/scenario-text.ts';
import { flow } from './write/yaml-text.ts';

export interface ImportInput {
  readonly nodes: readonly TextFile[];
  readonly services: readonly TextFile[];
  readonly stats: readonly TextFile[];
  readonly compose: readonly TextFile[];
  readonly logs: readonly LogFile[];
}

export interface ImportOptions {
  /** Where the logged requests go; `null` = the first published port. */
  readonly to: string | null;
  /** A Poisson process with the logs' rates instead of their times. */
  readonly fitArrivals: boolean;
  /** `fit`: a law for the image; `trace`: each request's own duration. */
  readonly demand: 'fit' | 'trace';
  /** What the scenario calls the trace beside it. */
  readonly traceName: string;
}

export interface ImportedScenario {
  readonly scenario: string;
  /** The CSV of the trace, if the scenario names one. */
  readonly trace: string | null;
  /** What a user should know; it stands in the scenario too. */
  readonly notes: readonly string[];
}

const assumedNodes: readonly Entry[] = [
  { name: 'manager1', role: 'manager', cpus: 2, memory: '4GiB' },
  { name: 'worker', count: 3, cpus: 2, memory: '4GiB' },
];
const assumedCpus = 8;
const assumedServices: ReadonlyMap<string, Entry> = new Map([
  ['app', { image: 'app:1', ports: ['8080:80'], deploy: { replicas: 3 } }],
]);

/**
 * A scenario out of what a running swarm and its logs say.
 *
 * @throws {InputError} with what is wrong with the files, or with the scenario that they would make
 */
export function importScenario(input: ImportInput, options: ImportOptions): ImportedScenario {
  const cluster = readNodes(input.nodes);
  const { services: found, notes: servicesNotes } = servicesOf(input, cluster.nodes);
  const services = found.size === 0 ? assumedServices : found;
  const usage = readStats(input.stats);
  const log = input.logs.length === 0 ? null : readLogs(input.logs);
  const target = targetOf(options.to, services);
  if (log !== null && target === null) {
    throw new InputError([
      {
        file: '--to',
        line: 0,
        column: 0,
        message: 'no service publishes a port: say where the requests go, e.g. --to service:web:80',
      },
    ]);
  }
  const usableCpus =
    cluster.nodes.length === 0 ? assumedCpus : cluster.nodes.reduce((sum, node) => sum + node.usableCpus, 0);
  const ofTarget = usage.get(target?.service ?? '') ?? null;
  const demand = log === null ? null : measureDemand(log, { usableCpus, usage: ofTarget });
  const client = log === null || target === null ? null : clientOf(log, target, demand, options);
  const notes = [
    ...cluster.notes,
    ...servicesNotes,
    ...(log?.notes ?? []),
    ...(log === null ? [] : (target?.notes ?? [])),
    ...(demand?.notes ?? []),
    ...unknownUsage(usage, services),
  ];
  const scenario = scenarioText({
    sources: sourcesOf(input),
    nodes: cluster.nodes.length === 0 ? assumedNodes : cluster.nodes.map(({ entry }) => entry),
    nodesAreAssumed: cluster.nodes.length === 0,
    services,
    servicesAreAssumed: found.size === 0,
    images: imagesOf(services, usage, target, demand),
    client,
    possibleTarget: target?.to ?? null,
    notes,
  });
  const traced = options.demand === 'trace' ? (demand?.fit ?? null) : null;
  const trace = log === null || options.fitArrivals ? null : traceText(log, traced);
  checkMade(scenario, trace, options.traceName);
  return { scenario, trace, notes };
}

function servicesOf(input: ImportInput, nodes: ReturnType<typeof readNodes>['nodes']) {
  const inspected = readServices(input.services, nodes);
  const composed = readCompose(input.compose);
  const twice = [...composed.services.keys()].find((name) => inspected.services.has(name));
  if (twice !== undefined) {
    const file = input.compose[0]?.file ?? '';
    throw new InputError([
      {
        file,
        line: 0,
        column: 0,
        message: `the service ${twice} is in ${input.services[0]?.file} too: give one of the two`,
      },
    ]);
  }
  return {
    services: new Map([...inspected.services, ...composed.services]),
    notes: [...inspected.notes, ...composed.notes],
  };
}

function sourcesOf({ nodes, services, stats, compose, logs }: ImportInput): string[] {
  return [...nodes, ...services, ...stats, ...compose, ...logs].map(({ file }) =>
    file === '-' ? 'standard input' : file,
  );
}

function clientOf(
  log: ReadLog,
  { to }: ImportTarget,
  demand: MeasuredDemand | null,
  options: ImportOptions,
): ClientDraft {
  const lengthMs = log.requests.timesMs.at(-1) ?? 0;
  const fitted = options.fitArrivals ? fittedArrivals(log, leadMs) : null;
  const comments = [
    ...(fitted?.comments ?? []),
    ...(options.demand === 'trace' && demand !== null
      ? ['The trace has each request’s own demand: that of the image has no effect here.']
      : []),
    ...(demand === null ? ['The log has no durations: the demand of the image is assumed.'] : []),
  ];
  const arrivals = fitted?.lines ?? [`    arrivals: ${flow({ trace: options.traceName })}`];
  return { to, lengthMs, requests: log.requests.count, arrivals, comments };
}

/** Images in the order in which services run them. */
function imagesOf(
  services: ReadonlyMap<string, Entry>,
  usage: ReturnType<typeof readStats>,
  target: ImportTarget | null,
  demand: MeasuredDemand | null,
): ImageDraft[] {
  const names = [...new Set([...services.values()].map(({ image }) => String(image)))];
  const measured = services.get(target?.service ?? '')?.image;
  return names.map((name) => ({
    name,
    usage: [...usage].filter(([service]) => services.get(service)?.image === name),
    demand: name === measured ? demand : null,
  }));
}

function unknownUsage(usage: ReturnType<typeof readStats>, services: ReadonlyMap<string, Entry>): string[] {
  const unknown = [...usage.keys()].filter((service) => !services.has(service));
  return unknown.length === 0
    ? []
    : [`docker stats has containers of services that are not among those given: ${unknown.join(', ')}`];
}

/** Nothing is written that would not run. */
function checkMade(scenario: string, trace: string | null, traceName: string): void {
  const made = 'the scenario made of it';
  const files = { read: (path: string) => (path === traceName ? (trace ?? '') : scenario) };
  loadScenario(files, made, []);
}
