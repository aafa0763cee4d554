import { humanSeconds } from '../words/human.ts';

const STEPS_S = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800,
];

/** Round times from 0 on, at most so many intervals of them: every 30s, every 2m, every 6h… */
export function timeTicks(durationS: number, maxIntervals: number): number[] {
  const day = 86400;
  const step =
    STEPS_S.find((candidate) => durationS / candidate <= maxIntervals) ??
    Math.ceil(durationS / maxIntervals / (7 * day)) * 7 * day;
  const count = Math.floor(durationS / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => i * step);
}

/** An expression of Vega that writes those times as `humanSeconds` does. */
export function timeLabelExpression(ticks: readonly number[]): string {
  const labels = Object.fromEntries(ticks.map((tick) => [String(tick), tick === 0 ? '0' : humanSeconds(tick)]));
  return `${JSON.stringify(labels)}[datum.value]`;
}
