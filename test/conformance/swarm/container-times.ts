import { type DistributionSpec, lognormalByMedianAndP99 } from '../../../src/kernel/distribution.ts';
import type { RecordedTask, Recording } from './recording.ts';

/** How long the engine of the recorded hosts took with containers: no part of what is compared, so it is fed in. */
export interface ContainerTimes {
  /** preparing → ready. */
  readonly createMs: DistributionSpec;
  /** starting → running. */
  readonly startMs: DistributionSpec;
  /** SIGTERM → its engine tells of its end. */
  readonly stopMs: DistributionSpec;
  /** The hosts were so busy that containers started far later than on an idle machine: times say little. */
  readonly noisy: boolean;
}

/** From the desired state's change until the agent is told: the dispatcher's 100 ms and some ms. */
export const decisionToAgentMs = 105;
/** From the desired state's change to SIGTERM: the agent waits a second. */
const decisionToSignalMs = decisionToAgentMs + 1_000;
/** Until all have heard that a task takes no more traffic. Source: moby `executor/container/controller.go`. */
const gossipConvergeMs = 2_000;
const slowestStopMs = 1_800;
/** Of starts on an idle machine the slowest took 580 ms. */
const slowestIdleStartMs = 580;

/** Measured in the recording itself; a stage of which it says nothing is as on an idle machine. */
export function containerTimesOf(recording: Recording): ContainerTimes {
  const { tasks } = recording;
  const plain = tasks.filter((task) => !isChecked(recording, task));
  const starts = spans(plain, 'starting', 'running');
  const creates = spans(plain, 'preparing', 'ready');
  const stops = plain.filter(({ image }) => !image.includes('stubborn')).flatMap(stopSpan);
  return {
    createMs: empirical(creates, lognormalByMedianAndP99(34, 192)),
    startMs: empirical(starts, lognormalByMedianAndP99(154, 580)),
    stopMs: empirical(stops, { kind: 'uniform', min: 20, max: 150 }),
    noisy: quantile(starts, 0.75) > slowestIdleStartMs,
  };
}

/** With a health check, starting lasts until the container is healthy: no time of the engine's. */
export function isChecked({ steps }: Recording, { image, service }: RecordedTask): boolean {
  const byService = ({ command = '' }) => command.includes('--health-') && command.split(' ').includes(service);
  return image.includes('health') || steps.some(byService);
}

function spans(tasks: readonly RecordedTask[], from: string, until: string): number[] {
  return tasks.flatMap((task) => span(task, from, until) ?? []);
}

/** `null` = one of the two was not recorded, or lies before the recording. */
export function span(task: RecordedTask, from: string, until: string): number | null {
  const [begun, ended] = [agentTime(task, from), agentTime(task, until)];
  return begun === null || ended === null || begun < 0 ? null : Math.max(0, ended - begun);
}

/** From its start until it ended by itself; `null` = it did not. */
export function exitSpan(task: RecordedTask): number | null {
  return span(task, 'running', 'failed') ?? span(task, 'running', 'complete');
}

/** How long containers of an image ran that ends by itself; `otherwise` if none did. */
export function exitTimesOf({ tasks }: Recording, image: string, otherwise: DistributionSpec): DistributionSpec {
  return empirical(
    tasks.filter((task) => task.image === image).flatMap((task) => exitSpan(task) ?? []),
    otherwise,
  );
}

/** SIGTERM → its engine tells of its end. */
export function stopSpan(task: RecordedTask): number[] {
  const stopped = agentTime(task, 'shutdown');
  const wanted = task.desired.find(({ state }) => state === 'shutdown' || state === 'remove')?.atMs;
  const ran = task.transitions.some(({ state }) => state === 'running');
  if (stopped === null || wanted === undefined || !ran) return [];
  const span = stopped - wanted - decisionToSignalMs;
  // On an overlay network the agent waits before it stops a container, and the engine leaves the network afterwards.
  const own = span >= gossipConvergeMs ? span - gossipConvergeMs : span;
  // Longer ones were on a machine out of reach.
  return own > 0 && own < slowestStopMs ? [own] : [];
}

export function agentTime({ agent, transitions }: RecordedTask, state: string): number | null {
  const logged = agent?.find(([name]) => name === state)?.[1];
  return logged ?? transitions.find((each) => each.state === state)?.atMs ?? null;
}

function empirical(values: readonly number[], otherwise: DistributionSpec): DistributionSpec {
  return values.length === 0 ? otherwise : { kind: 'empirical', values };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * sorted.length)] ?? 0;
}
