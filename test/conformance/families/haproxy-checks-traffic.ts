import type { CaseResult, Family } from '../family.ts';
import { firstDifference } from '../first-difference.ts';
import { BackendWorld } from '../haproxy/backend-world.ts';
import { beginChecks, type HealthEvent, shown, type Transition } from '../haproxy/check-player.ts';
import { VirtualServer } from '../haproxy/virtual-server.ts';

interface RecordedCase {
  readonly id: string;
  readonly config: { readonly text: string };
  readonly events: readonly (HealthEvent | { readonly op: 'request every'; readonly ms: number })[];
  readonly outputs: {
    readonly transitions: readonly Transition[];
    readonly last_request_on_s2: number;
    readonly first_request_on_s2_again: number;
    readonly errors: readonly unknown[];
    readonly redispatches: number;
    readonly retries: number;
    readonly checks_on_s2: readonly number[];
    /** Numbers of the servers that served. */
    readonly sequence: string;
  };
}

/** A server that changes within so little of a check may have changed before it or after. */
const raceMs = [0, 3, -3];
const failing = 1;
const latenessMs = 1.5;
const stepMs = 5;
/** A transition that comes a step earlier or later may fall on the other side of a request or two. */
const requestsAside = 3;

/** What steady traffic sees of a server that fails its checks and comes back: who serves until when, and that nobody gets an error. */
export const haproxyChecksTraffic: Family = {
  name: 'haproxy checks_traffic',
  accepts: ({ family }) => family === 'checks_traffic',
  *run(file: unknown): Iterable<CaseResult> {
    for (const recorded of (file as { cases: readonly RecordedCase[] }).cases) {
      const [difference = null] = raceMs.map((ms) => differenceOf(shifted(recorded, ms))).sort(noneFirst);
      yield difference === null ? { id: recorded.id, passed: true } : { id: recorded.id, passed: false, difference };
    }
  },
};

function shifted(recorded: RecordedCase, byMs: number): RecordedCase {
  const events = recorded.events.map((event) => ('is' in event ? { ...event, t: event.t + byMs } : event));
  return { ...recorded, events };
}

function noneFirst(a: string | null, b: string | null): number {
  return Number(a !== null) - Number(b !== null);
}

function differenceOf(recorded: RecordedCase): string | null {
  const { outputs } = recorded;
  const { transitions, played } = play(recorded);
  const said = ({ server, state, reason }: Transition) => `${server} ${state} (${reason})`;
  const difference = firstDifference(outputs.transitions.map(said), transitions.map(said));
  if (difference !== null) return difference;
  for (const [index, { t }] of outputs.transitions.entries()) {
    const own = transitions[index]!.t;
    const steps = outputs.checks_on_s2.filter((time) => time <= t).length + 1;
    if (Math.abs(own - t) > Math.min(steps * stepMs, 40))
      return `transition ${index}: recorded at ${t}, simulated at ${own}`;
  }
  const { total } = played.backend;
  const errors = played.world.traces.filter(({ outcome }) => outcome !== 'ok').length;
  if (errors !== outputs.errors.length) return `recorded ${outputs.errors.length} errors, simulated ${errors}`;
  if (total.retries !== outputs.retries) return `recorded ${outputs.retries} retries, simulated ${total.retries}`;
  if (Math.abs(total.redispatches - outputs.redispatches) > requestsAside)
    return `recorded ${outputs.redispatches} redispatches, simulated ${total.redispatches}`;
  const sequence = played.world.traces.map(({ balancer_server }) => balancer_server.slice(1)).join('');
  return sequenceDifference(outputs.sequence, sequence);
}

function play({ config, events, outputs }: RecordedCase) {
  const times = requestTimes(outputs);
  const played = new BackendWorld(config.text, times, times.at(-1)! + 1);
  const { world, backend, spec } = played;
  const { loop } = world;
  const transitions: Transition[] = [];
  const servers = spec.backends[0]!.servers.map(() => new VirtualServer(loop, latenessMs));
  for (const server of servers.keys()) played.behave(server, 'answers');
  for (const event of events) {
    if (!('is' in event)) continue;
    loop.call(event.t, () => {
      servers[event.server - 1]!.behaviour = event.is;
      if (event.is === 'refuse') played.behave(event.server - 1, 'refuses');
      if (event.is === 'listen') played.behave(event.server - 1, 'answers');
    });
  }
  const { intervalMs, fastIntervalMs } = spec.backends[0]!.servers[failing]!.check!;
  const delayMs = Math.min(intervalMs, fastIntervalMs) / servers.length;
  beginChecks(spec, loop, servers, outputs.checks_on_s2[0]! - delayMs, (server, state, reason) => {
    backend.control.setHealth(server, state);
    transitions.push({ t: loop.nowMs, server: backend.spec.servers[server]!.name, state: shown[state], reason });
  });
  world.traffic.start();
  played.runUntil(times.at(-1)! + 1);
  return { played, transitions };
}

/** When each request was sent: evenly, by the two whose times are recorded. */
function requestTimes({ sequence, last_request_on_s2, first_request_on_s2_again }: RecordedCase['outputs']): number[] {
  const { last, again } = absence(sequence);
  const periodMs = (first_request_on_s2_again - last_request_on_s2) / (again - last);
  return [...sequence].map((_, index) => last_request_on_s2 + (index - last) * periodMs);
}

/** The requests before and after the longest time without server 2. */
function absence(sequence: string): { readonly last: number; readonly again: number } {
  const longest = [...sequence.matchAll(/2[^2]+(?=2)/g)].reduce((a, b) => (b[0].length > a[0].length ? b : a));
  return { last: longest.index, again: longest.index + longest[0].length };
}

/** Before, while it is out, and from its return on the same order, each stretch as long but for some requests. */
function sequenceDifference(recorded: string, ours: string): string | null {
  const [a, b] = [absence(recorded), absence(ours)];
  if (Math.abs(a.last - b.last) > requestsAside || Math.abs(a.again - b.again) > requestsAside)
    return `server 2 is out from request ${a.last} to ${a.again}, simulated ${b.last} to ${b.again}`;
  const turns = (sequence: string, from: number, to: number) => [...sequence.slice(from, to)].sort().join('');
  const cycles: readonly [string, string, string][] = [
    ['before', turns(recorded, 0, 3), turns(ours, 0, 3)],
    ['while it is out', turns(recorded, a.last + 3, a.last + 5), turns(ours, b.last + 3, b.last + 5)],
    ['afterwards', turns(recorded, a.again, a.again + 3), turns(ours, b.again, b.again + 3)],
  ];
  for (const [when, theirs, own] of cycles) if (theirs !== own) return `${when} recorded ${theirs}, simulated ${own}`;
  return null;
}
