import type { Backend } from '../../traffic/balancer/backend.ts';
import type { ServerCounters } from '../../traffic/balancer/server-counters.ts';

const columns = 'pxname svname qcur scur slim stot status weight act bck econ eresp wretr wredis chkfail chkdown'.split(
  ' ',
);
const fullWeight = 16;

/** `show stat`: HAProxy's columns that the model has, one row a server, then its backend's. */
export function showStat(backends: readonly Backend[]): string {
  const rows = backends.flatMap((backend) =>
    [...backend.spec.servers.keys()].map((server) => serverRow(backend, server)).concat([backendRow(backend)]),
  );
  return `# ${columns.join(',')}\n${rows.map((row) => `${row.join(',')}\n`).join('')}\n`;
}

type Cells = readonly (string | number)[];

function serverRow({ spec, pool, counters, control }: Backend, index: number): Cells {
  const { name, backup } = spec.servers[index]!;
  const { queued, current, maxConnections, effectiveWeight, admin, health } = pool.server(index);
  const { sessions, checkFailures, downs } = counters[index]!;
  const isChecked = control.checksOf(index) !== null;
  const state = { up: isChecked ? 'UP' : 'no check', down: 'DOWN', stopping: 'NOLB' }[health];
  const status = { ready: state, drain: 'DRAIN', maintenance: 'MAINT' }[admin];
  const weight = Math.ceil(effectiveWeight / fullWeight);
  const limit = maxConnections > 0 ? maxConnections : '';
  return [
    ...[spec.name, name, queued, current, limit, sessions, status, weight, backup ? 0 : 1, backup ? 1 : 0],
    ...failures(counters[index]!),
    ...(isChecked ? [checkFailures, downs] : ['', '']),
  ];
}

function backendRow({ spec, pool, counters, total }: Backend): Cells {
  const usable = spec.servers.flatMap(({ backup }, index) => (pool.server(index).usable ? [{ backup, index }] : []));
  const weight = usable.reduce((sum, { index }) => sum + pool.server(index).effectiveWeight, 0);
  const sum = (of: (each: ServerCounters) => number) => counters.reduce((all, each) => all + of(each), 0);
  const current = spec.servers.reduce((all, _, index) => all + pool.server(index).current, 0);
  return [
    ...[spec.name, 'BACKEND', pool.queued, current, spec.fullConnections, sum(({ sessions }) => sessions)],
    ...[pool.someUsable ? 'UP' : 'DOWN', Math.ceil(weight / fullWeight)],
    ...[usable.filter(({ backup }) => !backup).length, usable.filter(({ backup }) => backup).length],
    ...failures(total),
    ...[sum(({ checkFailures }) => checkFailures), sum(({ downs }) => downs)],
  ];
}

function failures({ connectErrors, responseErrors, retries, redispatches }: ServerCounters): Cells {
  return [connectErrors, responseErrors, retries, redispatches];
}
