import type { MetricUnit } from '../../../metrics/catalogue.ts';
import { MS_LABEL } from '../../charts/latency-axis.ts';
import { logTicks } from '../../charts/scales.ts';

const LABELS: Readonly<Record<MetricUnit, string>> = {
  ms: MS_LABEL,
  share: "datum.value === 0 ? '0' : format(datum.value, '~%')",
  count: "datum.value >= 10000 ? format(datum.value, '~s') : format(datum.value, '~r')",
  word: 'datum.label',
};

/** Vega's words for a value of this unit on an axis. */
export function unitLabel(unit: MetricUnit): string {
  return LABELS[unit];
}

const MARGIN = 0.06;

/** A scale over these values with a little room at both ends, so that no mark touches an edge. */
export function domainOf(values: readonly number[]): [number, number] {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const room = (most - least || Math.abs(most) || 1) * MARGIN;
  return [least - room, most + room];
}

/** The same on a logarithmic scale, with its ticks. */
export function logDomainOf(values: readonly number[]): { domain: [number, number]; ticks: number[] } {
  const [from, to] = domainOf(values.map(Math.log10));
  const domain: [number, number] = [10 ** from, 10 ** to];
  const ticks = logTicks(Math.min(...values), Math.max(...values));
  return { domain, ticks: ticks.filter((tick) => tick >= domain[0] && tick <= domain[1]) };
}
