import { type DistributionSpec, lognormalByMedianAndP99 } from '../../../src/kernel/distribution.ts';
import type { RecordedTask, Recording } from './recording.ts';

/** How long the engine of the recorded hosts took with containers: no part of what is compared, so it is fed in. */
export interface ContainerTimes {
  /** preparing → ready. */
  readonly createMs: DistributionSpec;
  /** starting → running. */
  readonly startMs: DistributionSpec;
  /** SIGTERM → the process is gone. */
  readonly stopMs: DistributionSpec;
  /** The hosts were so busy that containers started far later than on an idle machine: times say little. */
  readonly noisy: boolean;
}

/** From the desired state's change to SIGTERM: the dispatcher's 100 ms, the agent's second and some ms of its own. */
const decisionToSignalMs = 1_105;
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
  return tasks.flatMap((task) => {
    const begun = agentTime(task, from);
    const ended = agentTime(task, until);
    return begun === null || ended === null ? [] : [Math.max(0, ended - begun)];
  });
}

/** SIGTERM → the process is gone. */
export function stopSpan(task: RecordedTask): number[] {
  const stopped = agentTime(task, 'shutdown');
  const wanted = task.desired.find(({ state }) => state === 'shutdown' || state === 'remove')?.atMs;
  const ran = task.transitions.some(({ state }) => state === 'running');
  if (stopped === null || wanted === undefined || !ran) return [];
  const span = stopped - wanted - decisionToSignalMs;
  // Longer ones were on an overlay network or on a machine out of reach.
  return span > 0 && span < 1_000 ? [span] : [];
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
