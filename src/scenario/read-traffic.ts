import { compareNatural, compareText } from '../docker/text/natural-order.ts';
import { type ArrivalSpec, type ClientSpec, sentOnce, type Target } from '../simulation/vocabulary.ts';
import { defaults } from './defaults.ts';
import type { FileSource } from './file-source.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';
import { readArrivals } from './read-arrivals.ts';
import { readClasses } from './read-classes.ts';
import { readConnections } from './read-connections.ts';
import { readContent } from './read-content.ts';
import { readPersistence } from './read-persistence.ts';
import { readTarget, type TargetNames } from './read-target.ts';
import { readTrace } from './read-trace.ts';
import { checkRequests } from './request-limits.ts';
import { suggestion } from './suggest.ts';
import type { WrittenClient } from './written/client-schema.ts';
import type { WrittenTrace } from './written/scalars.ts';

/** What the clients take from the scenario as a whole. */
export interface TrafficFrame {
  readonly durationMs: number;
  readonly startUnixMs: number;
  /** Of clients that have none. */
  readonly trace: WrittenTrace;
  readonly files: FileSource;
  warn(text: string): void;
}

/** Clients by name. */
export function readTraffic(
  written: readonly WrittenClient[],
  frame: TrafficFrame,
  names: TargetNames,
  problems: ProblemList,
): ClientSpec[] {
  const clients = written.map((client, index) => {
    const path = ['traffic', index];
    if (written.findIndex(({ name }) => name === client.name) < index) {
      problems.add([...path, 'name'], `two clients are called "${client.name}"`);
    }
    checkTimes(client, index, frame.durationMs, problems);
    const before = problems.size;
    const spec = clientOf(client, index, frame, names, problems);
    if (problems.size === before) {
      checkRequests(spec, frame, path, problems);
      checkTraceEnd(spec, frame, path, problems);
    }
    return spec;
  });
  return clients.sort((a, b) => compareNatural(a.name, b.name) || compareText(a.name, b.name));
}

function clientOf(
  client: WrittenClient,
  index: number,
  frame: TrafficFrame,
  names: TargetNames,
  problems: ProblemList,
): ClientSpec {
  const path = ['traffic', index];
  const target = targetOf(client, path, names, problems);
  const content = readContent(client, path, problems);
  return {
    name: client.name,
    target,
    arrivals: arrivalsOf(client, path, frame, problems),
    timeoutMs: client.timeout ?? defaults.clientTimeoutMs,
    onTimeout: client.on_timeout ?? sentOnce.onTimeout,
    ...readPersistence(client, path, problems),
    fromMs: client.from ?? 0,
    untilMs: client.until ?? null,
    demandMs: client.demand ?? null,
    ...(client.latency === undefined ? {} : { latencyMs: client.latency }),
    ...sendingOf(client, target, path, problems),
    ...readClasses(client, content, path, problems),
    content,
    connections: readConnections(client.connections),
    ...traceOf(client.trace ?? frame.trace),
  };
}

function sendingOf(
  { sending }: WrittenClient,
  target: Target,
  path: Path,
  problems: ProblemList,
): Pick<ClientSpec, 'sendingMs'> {
  if (sending === undefined) return {};
  if (target.kind !== 'balancer')
    problems.add([...path, 'sending'], 'only a balancer waits for the whole of a request: send it to one');
  return { sendingMs: sending };
}

function targetOf(client: WrittenClient, path: Path, names: TargetNames, problems: ProblemList): Target {
  const target = readTarget(client.to, names, (message) => problems.add([...path, 'to'], message));
  const { node, dns } = client;
  if (target.kind !== 'service') {
    for (const key of ['node', 'dns'] as const) {
      if (client[key] !== undefined) problems.add([...path, key], `${key} is for clients that ask service:NAME:PORT`);
    }
    return target;
  }
  const machines = names.machines.map(({ name }) => name);
  if (node !== undefined && !machines.includes(node)) {
    problems.add([...path, 'node'], `"${node}" is no machine${suggestion(node, machines)}`);
  }
  const resolveMs = dns === undefined || dns === 'each' ? 0 : dns === 'once' ? Number.POSITIVE_INFINITY : dns.every;
  return { ...target, resolveMs, ...(node === undefined ? {} : { node }) };
}

function arrivalsOf(client: WrittenClient, path: Path, frame: TrafficFrame, problems: ProblemList): ArrivalSpec {
  const { arrivals, users, think } = client;
  const own = [...path, 'arrivals'];
  if ((arrivals === undefined) === (users === undefined))
    problems.add(path, 'a client has either arrivals, or users who think');
  if (think !== undefined && users === undefined)
    problems.addAt(problems.source.placeOfKey([...path, 'think']), 'think goes with users');
  if (arrivals === undefined) return { kind: 'closed', users: users ?? 1, thinkMs: think ?? defaults.thinkMs };
  return readArrivals(arrivals, {
    refuse: (inside, message) => problems.add([...own, ...inside], message),
    fromMs: client.from ?? 0,
    endMs: Math.min(client.until ?? frame.durationMs, frame.durationMs),
    readTrace: (name) => readTrace(name, [...own, 'trace'], frame.files, problems),
  });
}

/** A window of time is all that leaves in it. */
function traceOf(trace: WrittenTrace): Pick<ClientSpec, 'trace' | 'traceWindow'> {
  return typeof trace === 'number' ? { trace, traceWindow: null } : { trace: 1, traceWindow: trace };
}

/** Requests of a trace that the run has no time for. */
function checkTraceEnd(client: ClientSpec, frame: TrafficFrame, path: Path, problems: ProblemList): void {
  if (client.arrivals.kind !== 'trace') return;
  const { timesMs } = client.arrivals.trace;
  const lengthMs = Math.min(client.untilMs ?? frame.durationMs, frame.durationMs) - client.fromMs;
  const late = timesMs.filter((timeMs) => timeMs >= lengthMs).length;
  if (late === timesMs.length) {
    const first = `the first request of the trace is ${(timesMs[0] ?? 0) / 1000} s after the client's begin`;
    problems.add(
      [...path, 'arrivals', 'trace'],
      `${first}, and it sends for ${lengthMs / 1000} s: nothing would be sent`,
    );
  } else if (late > 0) {
    frame.warn(
      `client ${client.name}: ${late} of ${timesMs.length} requests of its trace lie beyond its end: they are not sent`,
    );
  }
}

function checkTimes(
  { from = 0, until }: WrittenClient,
  index: number,
  durationMs: number,
  problems: ProblemList,
): void {
  if (from >= durationMs && from > 0)
    problems.add(['traffic', index, 'from'], 'this is not before the end of the run (duration): nothing would be sent');
  else if (until !== undefined && until <= from) problems.add(['traffic', index, 'until'], 'until must be after from');
}
