import type { CaseResult, Family } from '../family.ts';
import { BackendWorld } from '../haproxy/backend-world.ts';

type RecordedEvent =
  | { readonly op: 'refuse'; readonly servers: readonly number[] }
  | { readonly op: 'reqs'; readonly n: number };

interface RecordedRequest {
  readonly server?: number;
  readonly status?: number;
  readonly ms: number;
  readonly retries: string;
}

interface RecordedOutput {
  readonly requests?: readonly RecordedRequest[];
  readonly wretr?: number;
  readonly wredis?: number;
}

interface RecordedCase {
  readonly id: string;
  readonly config: { readonly text: string };
  readonly events: readonly RecordedEvent[];
  readonly outputs: readonly RecordedOutput[];
}

/** What an attempt may be late; a stall of the recording machine is no decision. */
const stepMs = 5;
const stallMs = 15;
const gapMs = 20_000;

/** Some servers refuse connections: who gets each request, after how many retries, and when. */
export const haproxyPartialRefuse: Family = {
  name: 'haproxy partial_refuse',
  accepts: ({ family }) => family === 'partial_refuse',
  *run(file: unknown): Iterable<CaseResult> {
    for (const recorded of (file as { cases: readonly RecordedCase[] }).cases) yield runCase(recorded);
  },
};

function runCase({ id, config, events, outputs }: RecordedCase): CaseResult {
  const count = events.reduce((sum, event) => sum + (event.op === 'reqs' ? event.n : 0), 0);
  const times = Array.from({ length: count }, (_, index) => (index + 1) * gapMs);
  const played = new BackendWorld(config.text, times, (count + 1) * gapMs);
  for (const server of played.backend.spec.servers.keys()) played.behave(server, 'answers');
  played.world.traffic.start();
  let next = 0;
  for (const [index, event] of events.entries()) {
    if (event.op === 'refuse') {
      for (const server of event.servers) played.behave(server - 1, 'refuses');
      continue;
    }
    const { requests = [], wretr, wredis } = outputs[index]!;
    played.runUntil((next + event.n + 1) * gapMs - 1);
    for (const recorded of requests) {
      const difference = compare(recorded, played.world.traces[next]);
      if (difference !== null) return { id, passed: false, difference: `request ${next}: ${difference}` };
      next++;
    }
    const { retries, redispatches } = played.backend.total;
    if (retries !== wretr || redispatches !== wredis)
      return {
        id,
        passed: false,
        difference: `recorded ${wretr}/${wredis} retries/redispatches, ours ${retries}/${redispatches}`,
      };
  }
  return { id, passed: true };
}

function compare(
  { server, status, ms, retries }: RecordedRequest,
  ours: BackendWorld['world']['traces'][number] | undefined,
): string | null {
  const recorded = `${server === undefined ? status : `s${server}`} after ${retries}`;
  const own = `${server === undefined ? ours?.status : ours?.balancer_server} after ${ours?.balancer_retries}`;
  if (own !== recorded) return `recorded ${recorded}, simulated ${own}`;
  const late = Math.abs(ours!.latency_ms - ms);
  return late <= stallMs + stepMs * Number(retries) ? null : `recorded ${ms} ms, simulated ${ours!.latency_ms} ms`;
}
