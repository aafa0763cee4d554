import { plainServer } from '../../../src/traffic/balancer/plain-balancer.ts';
import type { BalancerBackend } from '../../../src/traffic/spec.ts';
import type { CaseResult, Family } from '../family.ts';
import { firstDifference } from '../first-difference.ts';
import { PoolPlayer } from '../haproxy/pool-player.ts';
import { recordedBackend } from '../haproxy/recorded-backend.ts';
import type { RecordedCase, RecordedEvent, RecordedOutput } from '../haproxy/recorded-case.ts';

/** Recordings of who serves which request, step by step, and what waits where. */
const names = [
  'rr_equal rr_weights rr_changes rr_join static_rr leastconn leastconn_changes first backup health_forced',
  'maxconn_queue hash tcp_mode nbthread2 aborts',
]
  .join(' ')
  .split(' ');

/** HAProxy's decisions, exactly: from the text of its configuration and the recorded steps to every server and queue. */
export const haproxyDecisions: readonly Family[] = names.map((name) => decisionsBy(name));

/** The family of that name, played on the backend that `variant` makes of the recorded one. */
export function decisionsBy(
  name: string,
  variant: (backend: BalancerBackend) => BalancerBackend = (backend) => backend,
): Family {
  return {
    name: `haproxy ${name}`,
    accepts: ({ family }) => family === name,
    *run(file: unknown): Iterable<CaseResult> {
      for (const recorded of (file as { cases: readonly RecordedCase[] }).cases) {
        const backend = variant(backendOf(recorded.config.text, recorded.events));
        yield runCase(recorded, new PoolPlayer(backend));
      }
    },
  };
}

function runCase({ id, events, outputs }: RecordedCase, player: PoolPlayer): CaseResult {
  for (const [index, event] of events.entries()) {
    const recorded = inOrder(outputs[index] ?? {});
    const ours = player.play(event);
    const difference = firstDifference(recorded, asAborts(recorded, player) ?? ours);
    if (difference !== null)
      return { id, passed: false, difference: `event ${index} ${JSON.stringify(event)}: ${difference}` };
  }
  return { id, passed: true };
}

/** Replies of the program are no decisions. */
function inOrder({ reply: _, dequeued, ...output }: RecordedOutput): RecordedOutput {
  return dequeued === undefined ? output : { ...output, dequeued: [...dequeued].sort(([a], [b]) => a - b) };
}

/** The family `aborts` records the queue and what the server has received, in place of who went where. */
function asAborts(recorded: RecordedOutput, player: PoolPlayer): RecordedOutput | null {
  if (recorded.queue_length_after !== undefined) return { queue_length_after: player.waiting };
  return recorded.requests_received === undefined ? null : { requests_received: player.received };
}

/** The backend of the text, with the servers that are added later, in maintenance. */
function backendOf(text: string, events: readonly RecordedEvent[]): BalancerBackend {
  const backend = recordedBackend(text);
  const commands = events.flatMap((event) => (event.op === 'cli' ? [event.cmd] : []));
  const added = new Set(commands.flatMap((command) => /^add server be\/s(\d+)/.exec(command)?.[1] ?? []).map(Number));
  const last = backend.servers.at(-1)!;
  const later = [...added].map((id) => ({ ...last, ...plainServer, id, disabled: true }));
  return { ...backend, servers: [...backend.servers, ...later] };
}
