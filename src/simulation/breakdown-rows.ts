import type { CellColumns } from '../metrics/cell-tally.ts';
import type { LatencyColumns } from '../metrics/tally.ts';
import type { BreakdownRow, Summary } from './run-result.ts';
import type { World } from './world.ts';

/** Of the whole run, then of each phase: clients, services, versions, nodes, tasks. */
export function breakdownRows({ traffic, phases }: World, summary: Summary): BreakdownRow[] {
  const { breakdown } = traffic.parts;
  const clientRows = (phase: string, clients: Readonly<Record<string, LatencyColumns>>) =>
    Object.entries(clients)
      .filter(([, { requests }]) => requests > 0)
      .map(([name, columns]): BreakdownRow => ({ dimension: 'client', name, phase, ...cellColumns(columns) }));
  const others = (phase: string, index: number | null) =>
    breakdown
      .entries(index)
      .map(({ dimension, name, ...columns }): BreakdownRow => ({ dimension, name, phase, ...columns }));
  return [
    ...clientRows('', summary.clients),
    ...others('', null),
    ...phases.records.flatMap(({ name, index }, at) => [
      ...clientRows(name, summary.phases[at]?.clients ?? {}),
      ...others(name, index),
    ]),
  ];
}

/** Without the percentiles that only clients have. */
function cellColumns(columns: LatencyColumns): CellColumns {
  const { requests, ok, errors, error_refused, error_no_backend, error_backlog, error_timeout, error_reset } = columns;
  const { error_other, mean_ms, p50_ms, p90_ms, p99_ms, max_ms } = columns;
  return {
    ...{
      requests,
      ok,
      errors,
      error_refused,
      error_no_backend,
      error_backlog,
      error_timeout,
      error_reset,
      error_other,
    },
    ...{ mean_ms, p50_ms, p90_ms, p99_ms, max_ms },
  };
}
