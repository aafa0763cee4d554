import { type ArrivalSpec, type ClientSpec, makeRateCurve, makeSampler } from '../simulation/vocabulary.ts';
import { grouped, limits } from './limits.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';

interface RunTimes {
  readonly durationMs: number;
  readonly startUnixMs: number;
}

/** A client that would keep the machine busy for days, or fill its memory, is a slip. */
export function checkRequests(client: ClientSpec, times: RunTimes, path: Path, problems: ProblemList): void {
  const untilMs = Math.min(client.untilMs ?? times.durationMs, times.durationMs);
  const sendsMoreThan = (count: number) =>
    timeOfRequest(client.arrivals, count, client.fromMs, times.startUnixMs) < untilMs;
  if (sendsMoreThan(limits.requests)) {
    problems.add(
      [...path, 'arrivals'],
      `more than ${grouped(limits.requests)} requests, which is the most that a client can send`,
    );
  } else if (client.trace > 0 && client.traceWindow === null && sendsMoreThan(limits.tracedRequests / client.trace)) {
    const message = `more than ${grouped(limits.tracedRequests)} traced requests of the client ${client.name}: trace a smaller share`;
    const own = [...path, 'trace'];
    problems.add(problems.source.has(own) ? own : ['trace'], message);
  }
}

/** When so many requests have been sent, on average. */
function timeOfRequest(arrivals: ArrivalSpec, count: number, fromMs: number, startUnixMs: number): number {
  // As many as they get answers for: nobody knows beforehand.
  if (arrivals.kind === 'closed') return Number.POSITIVE_INFINITY;
  if (arrivals.kind === 'trace')
    return fromMs + (arrivals.trace.timesMs[Math.floor(count)] ?? Number.POSITIVE_INFINITY);
  if (arrivals.kind === 'renewal') return fromMs + count * makeSampler(arrivals.gapMs).mean;
  const { rate } = arrivals;
  if (rate.kind !== 'bursts') return makeRateCurve(rate, fromMs, startUnixMs).timeAt(count);
  // By chance it may send as much as that.
  const most = Math.max(...rate.states.map(({ level }) => level));
  return makeRateCurve(rate.of ?? { kind: 'constant', perMs: 1 }, fromMs, startUnixMs).timeAt(count / most);
}
