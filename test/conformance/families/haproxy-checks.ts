import { parseHaproxyConfig } from '../../../src/haproxy/parse-config.ts';
import type { BalancerSpec } from '../../../src/traffic/spec.ts';
import type { CaseResult, Family } from '../family.ts';
import { firstDifference } from '../first-difference.ts';
import { type CheckRun, type HealthEvent, playChecks, type Transition } from '../haproxy/check-player.ts';
import { recordedOptions } from '../haproxy/recorded-options.ts';

interface RecordedCase {
  readonly id: string;
  readonly config: { readonly text: string; readonly global?: string };
  readonly events: readonly HealthEvent[];
  readonly outputs: {
    readonly transitions: readonly Transition[];
    readonly checks_received: Readonly<Record<string, readonly number[]>>;
  };
}

/** What each check of a recording may be late beside those before it: the recording's own note. */
const stepMs = 5;
/** A server that changes within so little of a check may have changed before it or after. */
const raceMs = 3;
/** However many steps there were: never as much as the shortest interval. */
const mostMs = 40;
/** A process needed at least so long to start. */
const earliestMs = 25;
/** How late the recording machine's timers fired, as a rule. */
const latenessMs = 1.5;

/** Health checks of servers that answer as the recorded ones did: when each check came, and what became of the server. */
export const haproxyChecks: Family = {
  name: 'haproxy checks',
  accepts: ({ family }) => family === 'checks',
  *run(file: unknown): Iterable<CaseResult> {
    for (const recorded of (file as { cases: readonly RecordedCase[] }).cases) yield runCase(recorded);
  },
};

function runCase({ id, config, events, outputs }: RecordedCase): CaseResult {
  const { spec } = parseHaproxyConfig(globalSection(config) + config.text, recordedOptions);
  let first: string | null = null;
  for (const shiftMs of [0, raceMs, -raceMs]) {
    const shifted = events.map((event) => ({ ...event, t: event.t === 0 ? 0 : event.t + shiftMs }));
    const run = playChecks(spec, shifted, { begunMs: begunMs(outputs, spec), untilMs: endMs(outputs), latenessMs });
    const difference = compare(outputs, run);
    if (difference === null) return { id, passed: true };
    first ??= difference;
  }
  return { id, passed: false, difference: first ?? '' };
}

function globalSection({ global }: RecordedCase['config']): string {
  return global === undefined ? '' : `global\n    ${global}\n`;
}

/** The first check of all; if nobody saw one, as many intervals before the first change as there is room for. */
function begunMs({ checks_received, transitions }: RecordedCase['outputs'], { backends }: BalancerSpec): number {
  const [first] = Object.values(checks_received).flatMap((times) => times.slice(0, 1));
  if (first !== undefined) return first;
  const periodMs = backends[0]!.servers[0]!.check!.intervalMs + latenessMs;
  const changeMs = transitions[0]?.t ?? 0;
  return earliestMs + ((changeMs - earliestMs) % periodMs);
}

function endMs({ checks_received, transitions }: RecordedCase['outputs']): number {
  return Math.max(0, ...Object.values(checks_received).flat(), ...transitions.map(({ t }) => t)) + mostMs;
}

/** The first difference; `null` = none. */
function compare(recorded: RecordedCase['outputs'], ours: CheckRun): string | null {
  for (const [server, times] of Object.entries(recorded.checks_received)) {
    const own = ours.received[server] ?? [];
    const late = times.findIndex((time, index) => !isClose(time, own[index], index));
    if (late >= 0) return `check ${late} of ${server}: recorded at ${times[late]}, simulated at ${own[late]}`;
    if (own.length > times.length + 1) return `${server}: recorded ${times.length} checks, simulated ${own.length}`;
  }
  const said = ({ server, state, reason }: Transition) => `${server} ${state} (${reason})`;
  const difference = firstDifference(recorded.transitions.map(said), ours.transitions.map(said));
  if (difference !== null) return difference;
  const checksBefore = (t: number) => ours.asked.filter((time) => time < t).length;
  const late = recorded.transitions.findIndex(
    ({ t }, index) => !isClose(t, ours.transitions[index]?.t, checksBefore(t)),
  );
  return late < 0
    ? null
    : `${said(recorded.transitions[late]!)}: recorded at ${recorded.transitions[late]!.t}, simulated at ${ours.transitions[late]!.t}`;
}

/** After so many steps before it. */
function isClose(recordedMs: number, ownMs: number | undefined, steps: number): boolean {
  return ownMs !== undefined && Math.abs(recordedMs - ownMs) <= Math.min(stepMs * (steps + 1), mostMs);
}
