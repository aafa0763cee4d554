import type { RunResult, TaskRow, UpdateRow } from '../../src/simulation/run-result.ts';

/** What a search must have met, or it has searched nothing. */
const kinds: Readonly<Record<string, (result: RunResult) => boolean>> = {
  'an update completed': updated('completed'),
  'an update paused': updated('paused'),
  'a rollback started': updated('rollback_started'),
  'a rollback completed': updated('rollback_completed'),
  'a rollback paused': updated('rollback_paused'),
  'a task failed': became(({ state }) => state === 'failed'),
  'a task was rejected': became(({ state }) => state === 'rejected'),
  'a task was evicted': became(({ message }) => message.includes('rejected by constraint enforcer')),
  'a task was orphaned': became(({ state }) => state === 'orphaned'),
  'a task completed': became(({ state }) => state === 'complete'),
  'a task was unhealthy': became(({ error }) => error.includes('unhealthy')),
  'a task was scaled away': became(({ desired }) => desired === 'remove'),
  'no room': became(({ error }) => error.includes('insufficient resources')),
  'no node meets the constraints': became(({ error }) => error.includes('constraints not satisfied')),
  'a host port in use': became(({ error }) => error.includes('host-mode port already in use')),
  'the most replicas of a node': became(({ error }) => error.includes('max replicas per node')),
  'a node down': ({ nodes }) => nodes.some(({ state }) => state === 'down'),
  'a node drained': ({ nodes }) => nodes.some(({ availability }) => availability === 'drain'),
  'a command refused': ({ events }) => events.some(({ exit_code: code }) => code !== null && code > 0),
  'a request refused': failing('error_refused'),
  'a request without a backend': failing('error_no_backend'),
  'a full backlog': failing('error_backlog'),
  'a request timed out': failing('error_timeout'),
  'a connection reset': failing('error_reset'),
  'a request through HAProxy': ({ summary }) =>
    summary.clients !== undefined && Object.keys(summary.balancers ?? {}).length > 0,
};

function updated(state: UpdateRow['state']) {
  return ({ updates }: RunResult) => updates.some((row) => row.state === state);
}

function became(what: (row: TaskRow) => boolean) {
  return ({ tasks }: RunResult) => tasks.some(what);
}

function failing(kind: keyof RunResult['latency'][number]) {
  return ({ latency }: RunResult) => latency.some((row) => Number(row[kind]) > 0);
}

/** In how many runs each kind of thing happened. */
export class Occurrences {
  readonly runs = new Map(Object.keys(kinds).map((kind) => [kind, 0]));

  add(result: RunResult): void {
    for (const [kind, happened] of Object.entries(kinds)) {
      if (happened(result)) this.runs.set(kind, (this.runs.get(kind) ?? 0) + 1);
    }
  }
}
