import { idleLimitMs, requestLimitMs } from '../../../src/traffic/balancer/frontend-timeouts.ts';
import type { CaseResult, Family } from '../family.ts';
import { firstDifference } from '../first-difference.ts';
import { BackendWorld, type ServerBehaviour } from '../haproxy/backend-world.ts';
import type { RecordedAnswer, RecordedCounters } from '../haproxy/recorded-answer.ts';

type Operation =
  | 'hang'
  | 'refuse'
  | 'blackhole'
  | 'reset'
  | 'close'
  | 'queue'
  | 'partial_request'
  | 'idle_client'
  | 'keepalive_idle'
  | 'partial_body';

interface RecordedCase {
  readonly id: string;
  readonly config: { readonly text: string };
  readonly events: readonly { readonly op: Operation }[];
  readonly outputs: readonly RecordedAnswer[];
}

/** What an attempt may be late. */
const stepMs = 5;
/** From one request to the next: longer than the longest answer takes. */
const gapMs = 60_000;
/** What holds the only slot comes so much before the request that waits. */
const holderMs = 1;

/** One server request after the other goes wrong in one way: what the client gets and when, what the log and the counters say. */
export const haproxyTimeouts: Family = {
  name: 'haproxy timeouts_retries',
  accepts: ({ family }) => family === 'timeouts_retries',
  *run(file: unknown): Iterable<CaseResult> {
    for (const recorded of (file as { cases: readonly RecordedCase[] }).cases) yield runCase(recorded);
  },
};

function runCase({ id, config, events, outputs }: RecordedCase): CaseResult {
  const times = events.flatMap(({ op }, index) => {
    const atMs = (index + 1) * gapMs;
    if (isUnsent(op)) return [];
    return op === 'queue' ? [atMs - holderMs, atMs] : [atMs];
  });
  const played = new BackendWorld(config.text, times, (events.length + 1) * gapMs);
  for (const server of played.backend.spec.servers.keys()) played.behave(server, behaviours[events[0]!.op]);
  played.world.traffic.start();
  for (const [index, { op }] of events.entries()) {
    const recorded = outputs[index]!;
    const difference = firstDifference(asShown(recorded), answer(played, op, (index + 1) * gapMs, recorded));
    if (difference !== null) return { id, passed: false, difference: `event ${index} (${op}): ${difference}` };
  }
  return { id, passed: true };
}

/** HAProxy never sees the end of it. */
function isUnsent(op: Operation): boolean {
  return op === 'partial_request' || op === 'idle_client';
}

const behaviours: Readonly<Record<Operation, ServerBehaviour>> = {
  hang: 'hangs',
  partial_body: 'hangs',
  queue: 'hangs',
  reset: 'hangs',
  close: 'hangs',
  refuse: 'refuses',
  blackhole: 'is silent',
  partial_request: 'answers',
  idle_client: 'answers',
  keepalive_idle: 'answers',
};

/** What a recording says of a request, times apart. */
function asShown({ status, ms, log, counters, requests_received_by_servers }: RecordedAnswer) {
  const { retries, server, queue_srv, queue_backend } = log;
  const termination = log.termination.slice(0, 2);
  return { status, ms, termination, retries, server, queue_srv, queue_backend, counters, requests_received_by_servers };
}

/** The same of ours; its time is the recorded one if it is close to that. */
function answer(played: BackendWorld, op: Operation, atMs: number, recorded: RecordedAnswer) {
  const { timeouts } = played.balancer.spec.frontends[0]!;
  const isWait = isUnsent(op);
  if (op === 'reset' || op === 'close') cutOften(played, atMs);
  played.runUntil(atMs + shortMs);
  const { pool } = played.backend;
  const queues = {
    queue_srv: played.backend.spec.servers.some((_, server) => pool.server(server).queued > 0) ? '1' : '0',
    queue_backend: pool.queued > 0 ? '1' : '0',
  };
  played.runUntil(atMs + recorded.ms + marginMs);
  const trace = played.world.traces.find(
    ({ time_s, latency_ms }) => Math.abs(time_s * 1000 - latency_ms - atMs) < 0.01,
  );
  const wait = isWait ? askedToSend(timeouts) : op === 'keepalive_idle' ? closedIdle(timeouts) : null;
  const ms = wait?.afterMs ?? trace?.latency_ms ?? Number.NaN;
  const retries = isWait ? '0' : (trace?.balancer_retries ?? '');
  const steps = 1 + Number(retries);
  return {
    status: wait === null ? (trace?.status ?? null) : wait.status,
    ms: Math.abs(ms - recorded.ms) <= stepMs * steps ? recorded.ms : ms,
    termination: wait?.termination ?? trace?.termination,
    retries,
    server: (isWait ? '' : trace?.balancer_server) || '<NOSRV>',
    ...queues,
    counters: countersOf(played),
    requests_received_by_servers: played.received,
  };
}

type Timeouts = Parameters<typeof requestLimitMs>[0];

/** What comes of a request of which not all is sent. */
function askedToSend(timeouts: Timeouts) {
  return { afterMs: requestLimitMs(timeouts), status: 408, termination: 'cR' };
}

/** What comes of a connection without a further request. */
function closedIdle(timeouts: Timeouts) {
  return { afterMs: idleLimitMs(timeouts), status: 'closed without a response', termination: undefined };
}

/** Nothing of it has ended earlier, and nothing else yet. */
const marginMs = 100;
/** Within so little a request has met all servers that it will meet at once. */
const shortMs = 0.9;

function cutOften(played: BackendWorld, atMs: number): void {
  const { loop } = played.world;
  for (let ms = shortMs / 10; ms < shortMs; ms += shortMs / 10) {
    loop.call(atMs + ms - loop.nowMs, () => played.resetAll());
  }
}

function countersOf({ backend: { total, counters } }: BackendWorld): RecordedCounters {
  return {
    wretr: total.retries,
    wredis: total.redispatches,
    econ: total.connectErrors,
    eresp: total.responseErrors,
    per_server_wretr: counters.map(({ retries }) => retries),
    per_server_econ: counters.map(({ connectErrors }) => connectErrors),
    per_server_stot: counters.map(({ sessions }) => sessions),
  };
}
