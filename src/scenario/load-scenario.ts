import type { Scenario } from '../simulation/scenario.ts';
import { placementStrategies } from '../simulation/vocabulary.ts';
import { defaultIntervalMs } from './default-interval.ts';
import { defaults } from './defaults.ts';
import type { FileSource } from './file-source.ts';
import { knownKeys } from './known-keys.ts';
import { ProblemList } from './problem-list.ts';
import { readBalancers } from './read-balancers.ts';
import { readCluster } from './read-cluster.ts';
import { readExpect } from './read-expect.ts';
import { readImages } from './read-images.ts';
import { readServices } from './read-services.ts';
import { readTimeline } from './read-timeline.ts';
import { readTraffic } from './read-traffic.ts';
import { schemaProblems } from './schema-problems.ts';
import { SourceDocument } from './source-document.ts';
import { suggestion } from './suggest.ts';
import { scenarioSchema, type WrittenScenario } from './written/scenario-schema.ts';

/**
 * From the written form to a checked scenario:
 *
 *   text ─▶ SourceDocument ─▶ overrides ─▶ schema (units, keys) ─▶ references (images, machines, ports, commands) ─▶ Scenario
 *
 * Lists whose order means nothing come out sorted by name, so that the order in the file decides nothing.
 *
 * @param path of the scenario; the files that it names are read relative to it
 * @param overrides `path=value`, as `--set` takes them
 * @throws {InputError} with everything that is wrong
 */
export function loadScenario(
  files: FileSource,
  path: string,
  overrides: readonly string[],
): { readonly scenario: Scenario } {
  const source = new SourceDocument(path, files.read(path));
  for (const words of overrides) source.override(words);
  const problems = new ProblemList(source);
  const parsed = scenarioSchema.safeParse(source.values());
  if (!parsed.success) problems.addAll(schemaProblems(parsed.error, source, knownKeys));
  problems.throwIfAny();
  const scenario = readScenario(parsed.data as WrittenScenario, files, problems);
  problems.throwIfAny();
  return { scenario };
}

function readScenario(written: WrittenScenario, files: FileSource, problems: ProblemList): Scenario {
  const warnings: string[] = [];
  const warn = (text: string) => void warnings.push(text);
  const cluster = readCluster(written.cluster, problems);
  const images = readImages(written.images ?? {}, problems);
  const services = readServices(written.services ?? {}, images, problems, warn);
  const balancers = readBalancers(written.balancers ?? [], cluster.nodes, files, problems, warn);
  const timeline = readTimeline(written.timeline ?? [], written.duration, cluster.nodes, images, problems);
  const makesServices = timeline.some(
    ({ action }) => action.kind === 'docker' && action.command.includes('service create'),
  );
  const serviceNames = makesServices ? null : services.map(({ name }) => name);
  const machines = cluster.nodes;
  const clients = readTraffic(
    written.traffic ?? [],
    written.trace ?? 0,
    { machines, balancers, services: serviceNames },
    problems,
  );
  checkWhole(written, cluster.swarm, problems);
  return {
    name: written.name,
    description: written.description ?? '',
    seed: written.seed ?? defaults.seed,
    durationMs: written.duration,
    warmupMs: written.warmup ?? 0,
    intervalMs: written.interval ?? defaultIntervalMs(written.duration),
    drain: written.drain ?? false,
    startUnixMs: startOf(written.start ?? defaults.start, problems),
    profile: written.profile ?? 'docker-20.10',
    cluster,
    images,
    services,
    placement: written.placement ?? defaults.placement,
    balancers,
    clients,
    network: {
      clientMs: written.network?.client ?? defaults.network.clientMs,
      balancerMs: written.network?.balancer ?? defaults.network.balancerMs,
      overlayMs: written.network?.overlay ?? defaults.network.overlayMs,
      connectTimeoutMs: written.network?.connect_timeout ?? defaults.network.connectTimeoutMs,
    },
    timeline,
    expect: readExpect(written.expect ?? [], { clients, machines, services: serviceNames }, problems),
    warnings,
  };
}

function checkWhole(written: WrittenScenario, swarm: 'ready' | 'none', problems: ProblemList): void {
  if ((written.warmup ?? 0) >= written.duration)
    problems.add(['warmup'], 'warmup must be shorter than duration: nothing would be left to sum up');
  if (swarm === 'none' && Object.keys(written.services ?? {}).length > 0) {
    problems.add(
      ['services'],
      'with cluster.swarm: none there is no swarm at time 0 to create services in; create them on the timeline',
    );
  }
  const { placement } = written;
  const strategyNames = placementStrategies.map(({ name }) => name);
  if (placement !== undefined && !strategyNames.includes(placement)) {
    problems.add(
      ['placement'],
      `no placement strategy is called "${placement}"${suggestion(placement, strategyNames)}`,
    );
  }
}

function startOf(text: string, problems: ProblemList): number {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text);
  const unixMs = isTime ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(unixMs)) problems.add(['start'], `"${text}": expected a time in UTC such as 2026-01-01T00:00:00Z`);
  return unixMs;
}
