import type { Binding } from '../../report/experiment/plan-report.ts';
import type { MachineGroup } from '../../scenario/load-scenario.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import type { JobResult } from '../job-result.ts';
import type { Tried } from './trial.ts';

/** A group whose CPUs are busier than this has none to spare: queues grow long before all are. */
const busyShare = 0.7;
/** A client that loses more than this share of its requests is not slow but failing. */
const failingShare = 0.01;
const errorKinds = ['refused', 'no_backend', 'backlog', 'timeout', 'reset', 'other'] as const;

/** What keeps a value from being enough: which promise, at which loss, and what is short there. */
export function bindingAt(
  value: number,
  tried: Tried,
  scenario: Scenario,
  groups: readonly MachineGroup[],
): Binding | null {
  const broken = tried.promises.find(({ holds }) => !holds);
  if (broken === undefined) return null;
  return {
    promise: broken.promise,
    loss: broken.loss,
    resource: shortResource(tried.witness, scenario, groups),
    at: value,
  };
}

/** What is short in a run, in the order in which one thing hides the other: room to place, CPUs, then what serves. */
export function shortResource(witness: JobResult, scenario: Scenario, groups: readonly MachineGroup[]): string {
  const { pendingReasons } = witness.pressure;
  if (pendingReasons.length > 0) return `room for ${witness.values.pending ?? 0} tasks: ${pendingReasons.join('; ')}`;
  const [busiest] = groups
    .map((group) => ({ name: group.name, busy: busyOf(group, witness, scenario) }))
    .sort((a, b) => b.busy - a.busy);
  const errors = failures(witness);
  if (busiest !== undefined && busiest.busy >= busyShare)
    return `CPU of ${busiest.name} (${percent(busiest.busy)} busy)${errors}`;
  const cpus = busiest === undefined ? '' : ` (CPU of ${busiest.name}, the busiest, is ${percent(busiest.busy)} busy)`;
  return `nothing all the time, but room for bursts and losses${cpus}${errors}`;
}

/** Mean over its machines. */
function busyOf({ name, count }: MachineGroup, { pressure }: JobResult, { cluster }: Scenario): number {
  const names = new Set(count === null ? [name] : Array.from({ length: count }, (_, index) => `${name}${index + 1}`));
  const busy = cluster.nodes
    .filter((node) => names.has(node.name))
    .map((node) => pressure.nodes[node.name]?.cpuBusy ?? 0);
  return busy.length === 0 ? 0 : busy.reduce((sum, share) => sum + share, 0) / busy.length;
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
