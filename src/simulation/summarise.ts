import { metricNamed } from '../metrics/catalogue.ts';
import { Tally } from '../metrics/tally.ts';
import type { ServiceStatus } from '../swarm/control-api.ts';
import type { LatencyWindow, NodeLoad } from '../traffic/traffic-options.ts';
import { breakdownRows } from './breakdown-rows.ts';
import type { Expectation } from './expectation.ts';
import { checkExpectations } from './expectation-check.ts';
import { type JobProgress, jobProgress } from './job-progress.ts';
import { roomOf } from './node-room.ts';
import { percentileRows } from './percentile-rows.ts';
import type { PhaseRecord } from './phases/phases.ts';
import { placementSummary } from './placement-summary.ts';
import type { ServiceRecord } from './recorders/service-record.ts';
import type { ClientSummary, NodeSummary, PhaseSummary, RunResult, ServiceSummary, Summary } from './run-result.ts';
import { runWarnings } from './run-warnings.ts';
import { msPerSecond, nanoPerCpu } from './units.ts';
import { version } from './version.ts';
import type { World } from './world.ts';

/** The part of the run that an expectation on a client speaks of; `null` = all after the warm-up. */
export function windowOf(expectation: Expectation, clients: readonly string[]): LatencyWindow | null {
  const { metric, subject, window } = expectation;
  if (window === null || subject === null || !clients.includes(subject)) return null;
  return metricNamed(metric)?.subject === 'client' ? { client: subject, ...window } : null;
}

/**
 * Everything that the finished world knows, as a result.
 *
 * @param windows the traffic's window that an expectation on a client asks for, or the stretch of the loads that another one does
 */
export function summarise(world: World, windows: ReadonlyMap<Expectation, number>): RunResult {
  const { recording, loads, traffic } = world;
  const summary = summaryOf(world, windows);
  return {
    summary,
    latency: traffic.latencyRows(),
    parts: traffic.partRows(),
    breakdown: breakdownRows(world, summary),
    phases: summary.phases.map(({ name, from_s, until_s }) => ({ phase: name, from_s, until_s })),
    placement: recording.placement.rows,
    tasks: recording.tasks.rows,
    updates: recording.updates.rows,
    nodes: loads.nodes,
    task_load: loads.taskLoads,
    service_load: loads.serviceLoads,
    balancer_load: loads.balancerLoads,
    events: recording.events.rows,
    requests: loads.requests,
    hops: loads.hops,
    percentiles: traffic.clientNames.flatMap((name) => percentileRows(name, traffic.clientTally(name))),
    fingerprints: world.fingerprint
      .trail()
      .map(({ event, timeMs, fingerprint }) => ({ event, time_s: timeMs / msPerSecond, fingerprint })),
  };
}

function summaryOf(world: World, windows: ReadonlyMap<Expectation, number>): Summary {
  const { scenario, traffic, recording } = world;
  const nodes = world.swarms.flatMap((formed) => formed.control.listNodes());
  const services = world.swarms.flatMap((formed) => formed.control.listServices());
  const tasks = world.swarms.flatMap((formed) => formed.control.listTasks());
  recording.finish(world.loop.nowMs);
  const placement = placementSummary(roomOf(nodes, tasks), services, recording.pending);
  const states = statesOf(world);
  const serviceSummaries = Object.fromEntries(
    recording.services.records.map((each) => [each.name, serviceOf(world, each, states.get(each.latest.id))]),
  );
  const loads = traffic.nodeTotals();
  const nodeSummaries = Object.fromEntries(
    scenario.cluster.nodes.map(({ name }) => [name, nodeOf(world, name, loads[traffic.nodeNamed(name)])]),
  );
  const tally = (expectation: Expectation): Tally => {
    const window = windows.get(expectation);
    if (expectation.phase !== null) return phaseTally(world, expectation.subject ?? '', expectation.phase);
    return window === undefined ? traffic.clientTally(expectation.subject ?? '') : traffic.windowTally(window);
  };
  const summary = {
    scenario: scenario.name,
    seed: scenario.seed,
    version,
    fingerprint: world.fingerprint.digest(),
    duration_s: scenario.durationMs / msPerSecond,
    clients: Object.fromEntries(traffic.clientNames.map((name) => [name, clientOf(traffic.clientTally(name))])),
    phases: world.phases.records.map((record) => phaseOf(world, record)),
    services: serviceSummaries,
    nodes: nodeSummaries,
    balancers: Object.fromEntries(
      scenario.balancers.map(({ name }) => [name, traffic.balancerLoad(traffic.loadStretchOf(null), name)]),
    ),
    placement,
    expectations: checkExpectations(scenario.expect, {
      services: serviceSummaries,
      nodes: nodeSummaries,
      placement,
      tally,
      serviceLoad: (name, expectation) => {
        const stretch = loadStretch(world, expectation, windows);
        return stretch === null ? null : traffic.serviceLoad(stretch, name);
      },
      balancerLoad: (name, expectation) => {
        const stretch = loadStretch(world, expectation, windows);
        return stretch === null ? null : traffic.balancerLoad(stretch, name);
      },
    }),
  };
  return { ...summary, warnings: [...scenario.warnings, ...runWarnings(summary, scenario, traffic.inFlight)] };
}

/** Nothing if there was no phase of that name. */
function phaseTally({ phases, traffic }: World, client: string, name: string): Tally {
  const record = phases.records.find((phase) => phase.name === name);
  return record === undefined ? new Tally() : traffic.phaseTally(record.index, client);
}

/** The number of the stretch over which a load is asked for; `null` = it did not come. */
function loadStretch(world: World, expectation: Expectation, windows: ReadonlyMap<Expectation, number>): number | null {
  const { phases, traffic } = world;
  const { phase, window } = expectation;
  if (window !== null) return windows.get(expectation) ?? null;
  if (phase === null) return traffic.loadStretchOf(null);
  const record = phases.records.find(({ name }) => name === phase);
  return record === undefined ? null : traffic.loadStretchOf(record.index);
}

function phaseOf(world: World, { name, fromMs, untilMs, index }: PhaseRecord): PhaseSummary {
  const { scenario, traffic, loop } = world;
  return {
    name,
    from_s: fromMs / msPerSecond,
    until_s: (untilMs ?? loop.nowMs) / msPerSecond,
    clients: Object.fromEntries(
      scenario.clients.map((client) => [client.name, traffic.phaseTally(index, client.name).columns()]),
    ),
  };
}

/** Of a service that is there at the end. */
interface ServiceState {
  readonly status: ServiceStatus;
  readonly job: JobProgress | null;
}

function clientOf(tally: Tally): ClientSummary {
  return { ...tally.columns(), parts: tally.partColumns() };
}

function serviceOf(world: World, record: ServiceRecord, state: ServiceState | undefined): ServiceSummary {
  const { latest } = record;
  const isJob = latest.jobStatus !== null;
  return {
    mode: latest.spec.mode.kind,
    image: latest.spec.task.container.image,
    replicas: state?.status.desired ?? 0,
    running: record.live,
    update_state: latest.updateStatus?.state ?? null,
    tasks_created: record.tasksCreated,
    tasks_failed: record.tasksFailed,
    ...(state?.job ?? { completed: null, completions: null, job_time_s: null }),
    availability: isJob || record.existedMs === 0 ? null : 1 - record.shortMs / record.existedMs,
    time_to_recover_s: record.longestShortMs / msPerSecond,
    pending_s: world.recording.pending.totalOf(record.name) / msPerSecond,
    ...world.traffic.serviceLoad(world.traffic.loadStretchOf(null), record.name),
  };
}

/** By id, of those that are there. */
function statesOf({ swarms }: World): Map<string, ServiceState> {
  return new Map(
    swarms.flatMap(({ control }) =>
      control.listServices().map((service): [string, ServiceState] => {
        const status = control.serviceStatus(service.id);
        return [service.id, { status, job: jobProgress(control, service, status) }];
      }),
    ),
  );
}

function nodeOf(world: World, name: string, load: NodeLoad | undefined): NodeSummary {
  const shares = world.recording.placement.ofNode(name);
  const { state, availability } = world.directory.view(name);
  return {
    state,
    availability,
    running: world.recording.processes.on(name),
    cpu_busy: load?.cpu_busy ?? 0,
    requests: load?.requests ?? 0,
    reserved_cpus: shares.nanoCpus / nanoPerCpu,
    reserved_memory_bytes: shares.memoryBytes,
  };
}
