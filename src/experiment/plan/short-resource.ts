import type { LoadedScenario, MachineGroup } from '../../scenario/load-scenario.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { errorKinds } from '../../simulation/vocabulary.ts';
import type { JobResult } from '../job-result.ts';

/** A resource that is busier than this makes requests wait: queues grow long before all of it is busy all the time. */
const busyShare = 0.5;
/** A client that loses more than this share of its requests is not slow but failing. */
const failingShare = 0.01;

/** What is short in a run, in the order in which one thing hides the other: room to place, CPUs, then places to be served. */
export function shortResource(witness: JobResult, { scenario, groups }: LoadedScenario): string {
  const { pendingReasons } = witness.pressure;
  if (pendingReasons.length > 0) {
    const waiting = witness.values.pending ?? 0;
    return `room for ${waiting} ${waiting === 1 ? 'task' : 'tasks'}: ${pendingReasons.join('; ')}`;
  }
  const failing = failures(witness);
  const busy = busyCpu(witness, scenario, groups) ?? busyPlaces(witness, scenario) ?? idle(witness, failing !== '');
  return `${busy}${failing}`;
}

/** A group as a whole, or one of its machines that has more to do than the others. */
function busyCpu({ pressure }: JobResult, { cluster }: Scenario, groups: readonly MachineGroup[]): string | null {
  const busy = cluster.nodes.map(({ name }) => ({ name, busy: pressure.nodes[name]?.cpuBusy ?? 0 }));
  const ofGroups = groups
    .map(({ name, machines }) => {
      const own = busy.filter((node) => machines.includes(node.name)).map((node) => node.busy);
      return { name, busy: own.reduce((sum, share) => sum + share, 0) / Math.max(1, own.length) };
    })
    .sort((a, b) => b.busy - a.busy);
  const [group] = ofGroups;
  if (group !== undefined && group.busy >= busyShare) return `CPU of ${group.name} (${percent(group.busy)} busy)`;
  const [node] = busy.sort((a, b) => b.busy - a.busy);
  if (node === undefined || node.busy < busyShare) return null;
  return `CPU of ${node.name} (${percent(node.busy)} busy, while others have some to spare: too few machines have its tasks)`;
}

/** By Little's law, requests inside = rate × time inside; told where only one service serves, whose they all are. */
function busyPlaces({ values }: JobResult, scenario: Scenario): string | null {
  const serving = scenario.services.flatMap(({ name, task }) => {
    const concurrency = scenario.images[task.container.image]?.serving?.concurrency;
    return concurrency === undefined ? [] : [{ name, concurrency }];
  });
  const [service] = serving;
  if (service === undefined || serving.length > 1) return null;
  const tasks = values[`running(${service.name})`] ?? 0;
  const inside = scenario.clients.reduce((sum, { name, fromMs, untilMs }) => {
    const measuredMs = (untilMs ?? scenario.durationMs) - Math.max(fromMs, scenario.warmupMs);
    return sum + ((values[`ok(${name})`] ?? 0) * (values[`mean(${name})`] ?? 0)) / Math.max(1, measuredMs);
  }, 0);
  if (inside < busyShare * tasks * service.concurrency) return null;
  return `places in ${service.name}: ${tasks} × ${service.concurrency} requests can be served at once, and ${Number(inside.toPrecision(3))} are inside on average (more replicas, or more concurrency)`;
}

function idle({ pressure }: JobResult, isFailing: boolean): string {
  const busiest = Math.max(0, ...Object.values(pressure.nodes).map(({ cpuBusy }) => cpuBusy));
  const cpus = `no resource (the busiest machine’s CPUs are ${percent(busiest)} busy)`;
  return isFailing ? cpus : `${cpus}: it is the time of the requests themselves, or how unevenly they are shared out`;
}

function failures({ values }: JobResult): string {
  const clients = Object.keys(values).flatMap((name) => /^error_rate\((.*)\)$/.exec(name)?.[1] ?? []);
  const words = clients.flatMap((client) => {
    const rate = values[`error_rate(${client})`] ?? 0;
    if (rate <= failingShare) return [];
    const kinds = errorKinds
      .map((kind) => ({ kind, count: values[`error_${kind}(${client})`] ?? 0 }))
      .sort((a, b) => b.count - a.count);
    return [`${percent(rate)} of ${client}’s requests fail, most by error_${kinds[0]?.kind ?? ''}`];
  });
  return words.length === 0 ? '' : `; ${words.join(', ')}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
