import type { CaseResult, Family } from '../family.ts';
import { BackendWorld } from '../haproxy/backend-world.ts';

interface RecordedCase {
  readonly id: string;
  readonly config: { readonly text: string };
  readonly events: readonly [
    { readonly op: string; readonly how: 'admin' | 'check' },
    { readonly op: 'request every'; readonly ms: number },
  ];
  readonly outputs: {
    readonly displayed_weight_of_s1_changes: readonly (readonly [number, number])[];
    /** Only as many as there were requests. */
    readonly requests_per_second_per_server: readonly (readonly number[])[];
    readonly sequence: string;
  };
}

/** How much later than ours each step may be: the recording's timers were late, and it looked every few ms. */
const stepMs = 5;
const lookMs = 10;
/** Of the requests of a second, by server: those at its ends may belong to the next. */
const aside = 2;
const msPerSecond = 1000;
/** When the server comes up: after some requests that the others had. */
const upMs = 10 * msPerSecond;

/** How a server's weight grows after it has come up, and who serves meanwhile. */
export const haproxySlowStart: Family = {
  name: 'haproxy slowstart',
  accepts: ({ family }) => family === 'slowstart',
  *run(file: unknown): Iterable<CaseResult> {
    for (const recorded of (file as { cases: readonly RecordedCase[] }).cases) {
      const difference = differenceOf(recorded);
      yield difference === null ? { id: recorded.id, passed: true } : { id: recorded.id, passed: false, difference };
    }
  },
};

function differenceOf({ config, events, outputs }: RecordedCase): string | null {
  const [{ how }, { ms }] = events;
  const { sequence, requests_per_second_per_server: shares, displayed_weight_of_s1_changes: weights } = outputs;
  const times = [...sequence].map((_, index) => upMs + index * ms);
  const untilMs = times.at(-1)! + msPerSecond;
  const played = new BackendWorld(config.text, times, untilMs);
  const { control, pool, spec } = played.backend;
  for (const server of spec.servers.keys()) played.behave(server, 'answers');
  if (how === 'admin') control.setAdmin(0, 'maintenance');
  else control.setHealth(0, 'down');
  played.world.traffic.start();
  played.runUntil(upMs - 1);
  if (how === 'admin') control.setAdmin(0, 'ready');
  else control.setHealth(0, 'up');
  for (const [index, [t, weight]] of weights.entries()) {
    played.runUntil(upMs + t);
    const shown = Math.ceil(pool.server(0).effectiveWeight / 16);
    if (shown !== weight) return `${t} ms: recorded weight ${weight}, simulated ${shown}`;
    const next = weights[index + 1];
    if (next === undefined) continue;
    const beforeMs = next[0] - lookMs - stepMs * (index + 1);
    played.runUntil(upMs + beforeMs);
    const before = Math.ceil(pool.server(0).effectiveWeight / 16);
    if (before !== weight) return `${beforeMs} ms: recorded weight ${weight}, simulated ${before}`;
  }
  played.runUntil(untilMs);
  return shareDifference(shares, played.world.traces, ms);
}

function shareDifference(
  recorded: readonly (readonly number[])[],
  traces: BackendWorld['world']['traces'],
  periodMs: number,
): string | null {
  let from = 0;
  for (const [second, shares] of recorded.entries()) {
    const count = shares.reduce((sum, share) => sum + share, 0);
    const own = traces.slice(from, from + count);
    from += count;
    for (const [server, share] of shares.entries()) {
      const served = own.filter(({ balancer_server }) => balancer_server === `s${server + 1}`).length;
      if (Math.abs(served - share) > aside)
        return `second ${second}, s${server + 1}: recorded ${share} requests of ${count} (one in ${periodMs} ms), simulated ${served}`;
    }
  }
  return null;
}
