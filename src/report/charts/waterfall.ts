import type { RequestRow, RunResult } from '../../simulation/run-result.ts';
import { framedSpec } from './frame.ts';
import { greatestOf, groupRows } from './intervals.ts';
import { legendView } from './legend.ts';
import { crushes } from './scales.ts';
import type { SingleChart } from './single-chart.ts';
import { type Calls, endOf, isRest, type Line, linesOf } from './waterfall-lines.ts';
import { barsOf, type Group, layoutOf, legendOf, panel } from './waterfall-panel.ts';

const SLOWEST = 10;
const USUAL = 6;
/** Lines for requests and the calls that they caused; fewer requests are shown where each has many. */
const MOST_SLOWEST_LINES = 30;
const MOST_USUAL_LINES = 18;
/** Bars of hops need more room than a curve to be told apart. */
const OWN_AXIS_FROM_RATIO = 4;
/** Between a panel's axis and the next one's name. */
const BETWEEN_PX = 12;

/** The way of the slowest traced requests, and of some that took the median time. None without traced hops. */
export function waterfall(result: Pick<RunResult, 'requests' | 'hops'>): SingleChart | null {
  const hops = groupRows(result.hops, (row) => String(row.request));
  const traced = result.requests.filter(({ request }) => hops.has(String(request)));
  const sent = traced.filter(({ parent }) => parent === null);
  if (sent.length === 0) return null;
  const calls = groupRows(
    traced.filter(({ parent }) => parent !== null),
    (row) => String(row.parent),
  );
  const groups = chosen(sent, calls);
  const ownAxes = crushes(
    groups.map(({ endMs }) => endMs),
    OWN_AXIS_FROM_RATIO,
  );
  const captions = {
    name: 'waterfall',
    title: 'The way of single requests',
    description: describe(groups, sent.length, calls.size > 0, ownAxes),
  };
  const endMs = greatestOf(groups, (group) => group.endMs);
  const bars = groups.map(({ requests }) => requests.flat().flatMap((line, row) => barsOf(line, row, hops)));
  const legend = legendOf(bars.flat());
  return {
    ...captions,
    specFor: (frame) => {
      const layout = layoutOf(groups, frame);
      const views = groups.map((group, index) => {
        const isLast = index === groups.length - 1;
        return panel(group, bars[index] ?? [], ownAxes ? group.endMs : endMs, ownAxes || isLast, layout);
      });
      return framedSpec(captions, [legendView(legend, layout), ...views], frame, BETWEEN_PX);
    },
  };
}

function chosen(sent: readonly RequestRow[], calls: Calls): Group[] {
  const byLatency = [...sent].sort((a, b) => b.latency_ms - a.latency_ms || a.request - b.request);
  const slowest = fitting(byLatency.slice(0, SLOWEST), calls, MOST_SLOWEST_LINES);
  const others = byLatency.slice(slowest.length);
  const middle = Math.max(0, Math.floor(byLatency.length / 2) - slowest.length - USUAL / 2);
  const usual = fitting(others.slice(middle, middle + USUAL), calls, MOST_USUAL_LINES);
  const groups = [
    { name: 'The slowest', requests: slowest },
    { name: 'Around the median', requests: usual },
  ];
  return groups
    .filter(({ requests }) => requests.length > 0)
    .map((group) => ({ ...group, endMs: greatestOf(group.requests.flat(), endOf) || 1 }));
}

/** As many of the requests, with their calls, as have room; the first in any case. */
function fitting(requests: readonly RequestRow[], calls: Calls, room: number): Line[][] {
  const fit: Line[][] = [];
  let left = room;
  for (const row of requests) {
    const lines = linesOf(row, calls);
    left -= lines.length;
    if (fit.length > 0 && left < 0) break;
    fit.push(lines);
  }
  return fit;
}

function describe([slowest, usual]: readonly Group[], traced: number, withCalls: boolean, ownAxes: boolean): string {
  const count = slowest?.requests.length ?? 0;
  const others = usual === undefined ? '' : `, and ${usual.requests.length} around the median`;
  const scales = ownAxes ? ' The latter have a time axis of their own.' : '';
  const rest = [slowest, usual].flatMap((group) => group?.requests.flat() ?? []).some(isRest);
  const below = withCalls ? ', calls to other services below the request that makes them' : '';
  const leftOut = rest ? '; of many calls the slowest, and one thin bar for all others' : '';
  return `The ${count === 1 ? '' : `${count} `}slowest of ${traced} traced requests${others}.${scales} Each bar is a hop; attempts stand under each other${below}${leftOut}. All are in hops.csv.`;
}
