import type { Config } from 'vega-lite';

/**
 * How all charts look: one typeface, few greys, colours that stay apart for colour-blind readers and on light and dark grounds.
 * Greys are named, so that the page can exchange them for its dark ones (`NEUTRALS`); data colours are the same on both.
 */
export const FONT = 'Inter';
/** What an SVG names, for readers without Inter. */
export const FONT_STACK = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

export const FONT_SIZE = { label: 11, title: 16, subtitle: 12 } as const;

export interface Neutral {
  readonly light: string;
  readonly dark: string;
}

/** Each light value stands for one purpose only: it is found again in the SVG by its value. */
export const NEUTRALS = {
  ground: { light: '#ffffff', dark: '#14171c' },
  ink: { light: '#1c2126', dark: '#e8ebef' },
  muted: { light: '#5f6771', dark: '#9aa3ad' },
  axis: { light: '#b9c0c8', dark: '#4a525c' },
  grid: { light: '#e8ebee', dark: '#272c33' },
  phase: { light: '#f3f6f9', dark: '#1b2027' },
  update: { light: '#ebe8f6', dark: '#2a2740' },
  rollback: { light: '#fbe4e2', dark: '#43211f' },
  paused: { light: '#fbf0d4', dark: '#3d321a' },
  down: { light: '#cfd5dc', dark: '#3a414a' },
  drained: { light: '#eef1f4', dark: '#1f242a' },
} as const satisfies Record<string, Neutral>;

export const INK = NEUTRALS.ink.light;
export const MUTED = NEUTRALS.muted.light;

/** A service's first image, its second, its third: light, strong, deep. One hue a service. */
export const SERVICE_HUES: readonly (readonly [string, string, string])[] = [
  ['#9cc3e6', '#2b6cb0', '#1f4a80'],
  ['#f3c48f', '#d67a1f', '#95520f'],
  ['#8fd3c4', '#1f9482', '#12675a'],
  ['#cbb2e0', '#8453ad', '#5b3580'],
  ['#ecb1c4', '#c64f78', '#8c2f50'],
  ['#d2d08a', '#8f8b22', '#625f12'],
  ['#d3b49f', '#8f5d3d', '#623c23'],
  ['#bcc3cb', '#68727d', '#454d57'],
];

export const PERCENTILE_COLOURS = { p50: '#2b6cb0', p90: '#d67a1f', p99: '#b8325e' } as const;

/** How requests end: the good ones pale, so that the others are seen on them. */
export const OUTCOME_COLOURS = {
  ok: '#8fd3c4',
  error_refused: '#d67a1f',
  error_no_backend: '#8f5d3d',
  error_backlog: '#8453ad',
  error_timeout: '#b8325e',
  error_reset: '#2b6cb0',
  error_other: '#68727d',
} as const;

/** What costs work is blue, what is waiting is warm, the way between is grey. */
export const PART_COLOURS = {
  retries: '#d67a1f',
  queue: '#b8325e',
  connect: '#8453ad',
  network: '#bcc3cb',
  backlog: '#e0ac2b',
  service: '#2b6cb0',
  calls: '#8ec3ea',
} as const;

export const TASK_COLOURS = { pending: '#e0ac2b', starting: '#b4bcc5', failed: '#c22f3d' } as const;

/** One measure alone: load of nodes and tasks. */
export const LOAD_COLOUR = '#1f9482';
export const CPU_COLOUR = '#2b6cb0';

/** Vega-Lite's configuration for all charts. No `aria` per mark: the chart as a whole has its text. */
export const CONFIG: Config = {
  font: FONT,
  background: NEUTRALS.ground.light,
  aria: false,
  padding: { left: 10, right: 10, top: 10, bottom: 10 },
  view: { stroke: null },
  concat: { spacing: 6 },
  title: {
    anchor: 'start',
    frame: 'bounds',
    color: INK,
    fontSize: FONT_SIZE.title,
    fontWeight: 600,
    subtitleColor: MUTED,
    subtitleFontSize: FONT_SIZE.subtitle,
    subtitlePadding: 6,
    offset: 12,
  },
  axis: {
    labelColor: MUTED,
    labelFontSize: FONT_SIZE.label,
    labelPadding: 6,
    title: null,
    domain: false,
    ticks: false,
    gridColor: NEUTRALS.grid.light,
  },
  axisX: {
    domain: true,
    domainColor: NEUTRALS.axis.light,
    ticks: true,
    tickColor: NEUTRALS.axis.light,
    tickSize: 4,
    grid: false,
  },
};
