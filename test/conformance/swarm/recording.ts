import { isOver } from './history.ts';

/** A recording of a real swarm, as its README describes it. Times in ms from its start; negative = before. */
export interface Recording {
  readonly name: string;
  readonly cluster: { readonly nodes: readonly RecordedNode[] };
  readonly steps: readonly RecordedStep[];
  readonly tasks: readonly RecordedTask[];
  readonly placements: readonly RecordedPlacement[];
  readonly serviceUpdateStatus: readonly RecordedUpdate[];
  /** Commands that were typed to look, under the name of the moment. */
  readonly cli: Readonly<Record<string, readonly RecordedLook[]>> | readonly [];
  /** Files that commands name, among other remarks. */
  readonly notes?: readonly Readonly<Record<string, string>>[];
  readonly events?: readonly RecordedEvent[];
  readonly nodeChanges?: readonly { readonly atMs: number }[];
}

export interface RecordedNode {
  readonly name: string;
  readonly role: 'manager' | 'worker';
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** Of an engine. */
export interface RecordedEvent {
  readonly atMs?: number;
  readonly on?: string;
  readonly action?: string;
  readonly name?: string;
}

export interface RecordedStep {
  readonly atMs: number;
  readonly on?: string;
  readonly command?: string;
  readonly action?: string;
  /** `null` = it was interrupted. */
  readonly exitCode?: number | null;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly tookMs?: number;
}

/** A look has `output` where a step has `stdout`. */
export interface RecordedLook {
  readonly atMs?: number;
  readonly on: string;
  readonly command: string;
  readonly exitCode: number;
  readonly output: string;
  readonly stderr?: string;
}

export interface RecordedTask {
  readonly id: string;
  readonly service: string;
  readonly slot: number;
  readonly nodeName: string | null;
  readonly image: string;
  readonly desiredState: string;
  readonly createdMs: number;
  readonly removedMs: number | null;
  readonly transitions: readonly RecordedTransition[];
  readonly desired: readonly { readonly state: string; readonly atMs: number }[];
  /** Every state with its time, from the worker's own log. */
  readonly agent?: readonly (readonly [string, number])[];
}

export interface RecordedTransition {
  readonly state: string;
  /** The status's own time, set by the worker from accepted on. */
  readonly atMs: number;
  /** When the manager stored it. */
  readonly storedMs: number;
  readonly message: string;
  readonly err?: string;
}

/** How many tasks should run on each node; of all services where it names none. Some entries tell other things. */
export interface RecordedPlacement {
  readonly atMs: number;
  readonly label: string;
  readonly service?: string;
  readonly perNode?: Readonly<Record<string, number>>;
}

export interface RecordedUpdate {
  readonly service: string;
  readonly atMs: number;
  readonly state: string;
  readonly message: string;
}

/** When the managers knew of a state; of a time before the recording only the worker's own clock tells. */
export function knownMs({ atMs, storedMs }: RecordedTransition): number {
  return atMs < 0 ? atMs : storedMs;
}

/** Tasks that ran when the recording began. */
export function standingTasks({ tasks }: Recording): RecordedTask[] {
  return tasks.filter((task) => task.createdMs < 0 && !wasOver(task));
}

/** Tasks of the recording's own time: what had ended before it is not of it. */
export function livingTasks({ tasks }: Recording): RecordedTask[] {
  return tasks.filter((task) => !wasOver(task));
}

function wasOver({ createdMs, transitions }: RecordedTask): boolean {
  return createdMs < 0 && transitions.some(({ state, storedMs }) => storedMs < 0 && isOver(state));
}

/** All looks in the order of time; those without a time were made before the recording began. */
export function looksOf({ cli }: Recording): (RecordedLook & { readonly atMs: number; readonly moment: string })[] {
  return Object.entries(cli)
    .flatMap(([moment, looks]) => (looks as readonly RecordedLook[]).map((look) => ({ ...look, moment })))
    .flatMap((look) => (look.atMs === undefined ? [] : [{ ...look, atMs: look.atMs }]))
    .sort((a, b) => a.atMs - b.atMs);
}

/** The last thing of which the recording tells. */
export function endOf(recording: Recording): number {
  const times = [
    ...recording.steps.map(({ atMs, tookMs }) => atMs + (tookMs ?? 0)),
    ...looksOf(recording).map(({ atMs }) => atMs),
    ...recording.tasks.flatMap(({ transitions, desired, createdMs, removedMs }) => [
      ...transitions.map(({ storedMs }) => storedMs),
      ...desired.map(({ atMs }) => atMs),
      createdMs,
      removedMs ?? 0,
    ]),
    ...recording.serviceUpdateStatus.map(({ atMs }) => atMs),
    ...(recording.events ?? []).map(({ atMs }) => atMs ?? 0),
    ...(recording.nodeChanges ?? []).map(({ atMs }) => atMs),
  ];
  return Math.max(...times);
}
