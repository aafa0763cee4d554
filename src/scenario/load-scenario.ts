import { compareNatural } from '../docker/text/natural-order.ts';
import { phaseNames } from '../simulation/phases/phase-plan.ts';
import { callsOf, type Scenario } from '../simulation/scenario.ts';
import { measuredNames } from '../simulation/vocabulary.ts';
import { checkCallCircles } from './check-call-circles.ts';
import { ComposeFiles } from './compose-files.ts';
import { defaultIntervalMs } from './default-interval.ts';
import { defaults } from './defaults.ts';
import type { FileSource } from './file-source.ts';
import { knownKeys } from './known-keys.ts';
import { grouped, limits } from './limits.ts';
import { ProblemList } from './problem-list.ts';
import { readAutoscale } from './read-autoscale.ts';
import { type BalancerFrame, readBalancers } from './read-balancers.ts';
import { checkCallees } from './read-calls.ts';
import { machineNames, readCluster } from './read-cluster.ts';
import { readExpect } from './read-expect.ts';
import { readFaults } from './read-faults.ts';
import { readImages } from './read-images.ts';
import { readNetwork } from './read-network.ts';
import { readPhases } from './read-phases.ts';
import { readPlacement } from './read-placement.ts';
import { readServices } from './read-services.ts';
import { readStack } from './read-stack.ts';
import { readTimeline } from './read-timeline.ts';
import { readTraffic } from './read-traffic.ts';
import { schemaProblems } from './schema-problems.ts';
import { SourceDocument } from './source-document.ts';
import { scenarioSchema, type WrittenScenario } from './written/scenario-schema.ts';

/** The axes that `seatrial compare` varies: values by path, as `--set` writes it. A run has no use for them. */
export type Vary = Readonly<Record<string, readonly unknown[]>>;

/** A scenario, and what was written beside it for those who change it. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly vary: Vary;
  readonly groups: readonly MachineGroup[];
}

/** An item of `cluster.nodes`: one machine, or `count` of them that are alike. */
export interface MachineGroup {
  readonly name: string;
  readonly count: number | null;
  /** Names of its machines. */
  readonly machines: readonly string[];
  readonly role: 'manager' | 'worker';
  /** Of one machine; `null` = not said. */
  readonly price: number | null;
}

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
export function loadScenario(files: FileSource, path: string, overrides: readonly string[]): LoadedScenario {
  const source = new SourceDocument(path, files.read(path));
  for (const words of overrides) source.override(words);
  const problems = new ProblemList(source);
  const parsed = scenarioSchema.safeParse(source.data, { reportInput: true });
  if (!parsed.success) problems.addAll(schemaProblems(parsed.error, source, knownKeys));
  problems.throwIfAny();
  const written = parsed.data as WrittenScenario;
  const scenario = readScenario(written, files, problems);
  problems.throwIfAny();
  const groups = written.cluster.nodes.map((node): MachineGroup => {
    const { name, count = null, price = null, role = 'worker' } = node;
    return { name, count, machines: machineNames(node), price, role };
  });
  return { scenario, vary: written.vary ?? {}, groups };
}

function readScenario(written: WrittenScenario, files: FileSource, problems: ProblemList): Scenario {
  const warnings: string[] = [];
  const warn = (text: string) => void warnings.push(text);
  checkWhole(written, problems);
  const { name, duration: durationMs } = written;
  const startUnixMs = startOf(written.start ?? defaults.start, problems);
  const cluster = readCluster(written.cluster, problems);
  const machines = cluster.nodes;
  const images = readImages(written.images ?? {}, problems);
  const composeFiles = new ComposeFiles({ files, images, warn }, problems);
  const stack = readStack(written.stack, composeFiles, problems);
  const own = readServices(written.services ?? {}, images, problems, warn);
  const services = [...own, ...stack.services].sort((a, b) => compareNatural(a.name, b.name));
  const replicasOf = replicasOfServices(written, services, machines.length);
  const balancers = readBalancers(written.balancers ?? [], { durationMs, machines, files, replicasOf, warn }, problems);
  const declared = [...Object.keys(written.services ?? {}), ...stack.services.map(({ name: of }) => of)];
  const timeline = readTimeline(
    written.timeline ?? [],
    { durationMs, machines, images, composeFiles, balancers, declared },
    problems,
  );
  const { createdServices } = timeline;
  const serviceNames = createdServices === null ? null : [...declared, ...createdServices];
  checkCallees(written.images ?? {}, serviceNames, problems);
  checkCallCircles(images, services, Object.keys(written.images ?? {}), problems);
  const clients = readTraffic(
    written.traffic ?? [],
    { durationMs, startUnixMs, trace: written.trace ?? 0, files, warn },
    { machines, balancers: balancers.ports, services: serviceNames },
    problems,
  );
  const phases = readPhases(written.phases ?? [], durationMs, problems);
  const subjects = {
    clients: measuredNames(clients, callsOf(images)),
    machines: machines.map((machine) => machine.name),
    balancers: balancers.specs.map((balancer) => balancer.name),
    services: serviceNames,
    phases: phases.length > 0 ? phases.map((phase) => phase.name) : phaseNames(timeline.entries),
  };
  const drain = written.drain ?? false;
  return {
    name,
    description: written.description ?? '',
    seed: written.seed ?? defaults.seed,
    durationMs,
    warmupMs: written.warmup ?? 0,
    intervalMs: written.interval ?? defaultIntervalMs(durationMs),
    drain,
    startUnixMs,
    profile: written.profile ?? defaults.profile,
    cluster,
    images,
    services,
    overlayNetworks: stack.networks,
    composeFiles: composeFiles.written,
    placement: readPlacement(written.placement ?? defaults.placement, files, problems),
    rebalance: written.rebalance ?? defaults.rebalance,
    autoscale: readAutoscale(written.autoscale ?? {}, services, problems),
    balancers: balancers.specs,
    clients,
    network: readNetwork(
      written.network ?? {},
      { services: serviceNames, machines, balancers: balancers.specs.map(({ name: of }) => of) },
      problems,
    ),
    cpuSharing: written.cpu?.sharing ?? defaults.cpuSharing,
    timeline: timeline.entries,
    faults: readFaults(written.faults ?? [], written.cluster.nodes, machines, durationMs, problems),
    phases,
    expect: readExpect(written.expect ?? [], subjects, drain ? Number.POSITIVE_INFINITY : durationMs, problems),
    warnings,
  };
}

function replicasOfServices(
  { timeline = [] }: WrittenScenario,
  services: Scenario['services'],
  machines: number,
): BalancerFrame['replicasOf'] {
  const createsMore = timeline.some(({ run = '' }) => /\bservice create\b|\bstack deploy\b/.test(run));
  return {
    names: createsMore ? null : services.map(({ name }) => name),
    of: (service) => {
      const mode = services.find(({ name }) => name === service)?.mode;
      if (mode === undefined) return 0;
      return mode.kind === 'replicated' ? mode.replicas : machines;
    },
  };
}

function checkWhole(written: WrittenScenario, problems: ProblemList): void {
  const { duration, warmup = 0, interval = duration, services = {}, stack } = written;
  if (warmup >= duration)
    problems.add(['warmup'], 'warmup must be shorter than duration: nothing would be left to sum up');
  if (duration / interval > limits.intervals)
    problems.add(['interval'], `more than ${grouped(limits.intervals)} intervals in the run: write a longer one`);
  if (written.cluster.swarm === 'none' && stack !== undefined) {
    problems.add(['stack'], 'with cluster.swarm: none there is no swarm at time 0: deploy the stack on the timeline');
  }
  if (written.cluster.swarm === 'none' && Object.keys(services).length > 0) {
    problems.add(
      ['services'],
      'with cluster.swarm: none there is no swarm at time 0 to create services in: create them on the timeline',
    );
  }
}

/** → Unix time in ms. */
function startOf(text: string, problems: ProblemList): number {
  const unixMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : Number.NaN;
  // February 30 is March 2 to some.
  const isDate = !Number.isNaN(unixMs) && new Date(unixMs).toISOString() === text.replace('Z', '.000Z');
  if (isDate) return unixMs;
  problems.add(['start'], `"${text}": expected a time in UTC such as ${defaults.start}`);
  return 0;
}
