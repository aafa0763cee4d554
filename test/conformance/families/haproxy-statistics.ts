import type { CaseResult, Family } from '../family.ts';
import { recordedBackend } from '../haproxy/recorded-backend.ts';
import { countsHeld, countsUnderLoad } from '../haproxy/shares.ts';

interface RecordedCounts {
  readonly id: string;
  readonly config: { readonly text: string; readonly balance: string };
  readonly events: readonly { readonly op: string; readonly n?: number; readonly connections?: number }[];
  readonly outputs: readonly { readonly counts: readonly number[]; readonly same_as_previous?: number }[];
}

/** Requests of ours that stand for an expectation: so many that their own error counts for little. */
const many = 60_000;
const replications = 300;
/** A recorded number may be so many standard deviations off: one in 1.7 million is, by chance. */
const sigmas = 5;

/** `random`: who serves how many of requests that do not overlap, and of requests that all stay. */
export const haproxyRandom: Family = {
  name: 'haproxy random',
  accepts: ({ family }) => family === 'random',
  *run(file: unknown): Iterable<CaseResult> {
    for (const recorded of (file as { cases: readonly RecordedCounts[] }).cases) yield runRandom(recorded);
  },
};

/** Shares while many connections send as fast as they can. */
export const haproxyConcurrent: Family = {
  name: 'haproxy concurrent',
  accepts: ({ family }) => family === 'concurrent',
  *run(file: unknown): Iterable<CaseResult> {
    for (const recorded of (file as { cases: readonly RecordedCounts[] }).cases) yield runConcurrent(recorded);
  },
};

function runRandom({ id, config, events, outputs }: RecordedCounts): CaseResult {
  const backend = recordedBackend(config.text);
  const [passing, held] = outputs;
  const requests = events[0]?.n ?? 0;
  const shares = countsUnderLoad(backend, 1, many).map((count) => count / many);
  const again = shares.reduce((sum, share) => sum + share * share, 0);
  const problems = [
    ...shares.map((share, i) => offBy(`requests of s${i + 1}`, passing?.counts[i] ?? 0, binomial(requests, share))),
    offBy('requests to the server of the one before', passing?.same_as_previous ?? 0, binomial(requests, again)),
  ];
  const runs = Array.from({ length: replications }, (_, run) => countsHeld(backend, events[1]?.n ?? 0, run));
  backend.servers.forEach((_, i) => {
    problems.push(offBy(`held by s${i + 1}`, held?.counts[i] ?? 0, momentsOf(runs.map((counts) => counts[i]!))));
  });
  return result(id, problems);
}

function runConcurrent({ id, config, events, outputs }: RecordedCounts): CaseResult {
  const backend = recordedBackend(config.text);
  const counts = outputs[0]?.counts ?? [];
  const total = counts.reduce((sum, count) => sum + count, 0);
  const connections = events[0]?.connections ?? 1;
  // Some connections are always between two requests.
  const loads = [0.75, 0.875, 1].map((part) => Math.round(part * connections));
  const simulated = loads.map((load) => countsUnderLoad(backend, load, many).map((count) => count / many));
  const inTurn = config.balance === 'roundrobin' || config.balance === 'static-rr';
  const problems = counts.map((count, i) => {
    const shares = simulated.map((each) => each[i]!);
    const [low, high] = [Math.min(...shares), Math.max(...shares)];
    // In turn there is no chance in it; the last requests of each thread may be cut off.
    const slack = inTurn ? 2 / total + 1 / many : sigmas * Math.sqrt((high * (1 - high)) / total);
    const share = count / total;
    if (share >= low - slack && share <= high + slack) return null;
    return `share of s${i + 1}: recorded ${share.toFixed(4)}, simulated ${low.toFixed(4)} to ${high.toFixed(4)}`;
  });
  return result(id, problems);
}

interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

function binomial(count: number, probability: number): Moments {
  return { mean: count * probability, deviation: Math.sqrt(count * probability * (1 - probability)) };
}

function momentsOf(values: readonly number[]): Moments {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

/** Counts are whole: half a request is no difference. */
function offBy(what: string, recorded: number, { mean, deviation }: Moments): string | null {
  if (Math.abs(recorded - mean) <= sigmas * deviation + 0.5) return null;
  return `${what}: recorded ${recorded}, simulated ${mean.toFixed(1)} ± ${deviation.toFixed(1)}`;
}

function result(id: string, problems: readonly (string | null)[]): CaseResult {
  const found = problems.filter((problem) => problem !== null);
  return found.length === 0 ? { id, passed: true } : { id, passed: false, difference: found.join('; ') };
}
