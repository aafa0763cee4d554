import { z } from 'zod';
import type { Happening } from '../diff/happening.ts';
import type { BenchRun } from './bench-run.ts';

/**
 * What runs came to when they were last accepted, as two files beside the suite: `suite.baseline.json`, whose changes a person
 * reads, and `suite.history.json`, what happened when: without it a bench still judges, but cannot say where runs part.
 */
export interface Baseline {
  /** Release of Seatrial that wrote it. */
  readonly version: string;
  readonly scenarios: ReadonlyMap<string, BaselineRun>;
}

export interface BaselineRun extends Pick<BenchRun, 'fingerprint' | 'events' | 'inputs' | 'values'> {
  /** `null` = not known. */
  readonly history: BaselineHistory | null;
}

export interface BaselineHistory {
  /** 8 hex digits each, at the events at which every trail has its marks. */
  readonly marks: readonly string[];
  readonly happenings: readonly Happening[];
}

const hexDigits = 8;

const values = z.record(z.string(), z.union([z.number(), z.string(), z.null()]));
const baselineSchema = z.object({
  seatrial: z.string(),
  scenarios: z.record(
    z.string(),
    z.object({ fingerprint: z.string(), events: z.number(), inputs: z.string(), values }),
  ),
});
const historySchema = z.object({
  scenarios: z.record(
    z.string(),
    z.object({
      fingerprint: z.string(),
      trail: z.string(),
      happenings: z.array(z.string().regex(/^\d+\.\d{6} ./)),
    }),
  ),
});

/** From the texts of its files; throws an Error that says what is wrong. */
export function parseBaseline(baselineText: string, historyText: string | null): Baseline {
  const { seatrial, scenarios } = baselineSchema.parse(JSON.parse(baselineText));
  const histories = historyText === null ? {} : historySchema.parse(JSON.parse(historyText)).scenarios;
  const runs = Object.entries(scenarios).map(([name, { values: byName, ...run }]): [string, BaselineRun] => {
    const history = histories[name];
    // One of another time says nothing about this run.
    const fitting = history?.fingerprint === run.fingerprint ? history : undefined;
    return [
      name,
      {
        ...run,
        values: Object.entries(byName).map(([metric, value]) => ({ name: metric, value })),
        history:
          fitting === undefined
            ? null
            : { marks: inPieces(fitting.trail), happenings: fitting.happenings.map(readHappening) },
      },
    ];
  });
  return { version: seatrial, scenarios: new Map(runs) };
}

/** The texts of its two files. The same runs give the same bytes; what did not change stays the same lines. */
export function printBaseline({ version, scenarios }: Baseline): {
  readonly baseline: string;
  readonly history: string;
} {
  const whole = { seatrial: version, scenarios: {} as Record<string, unknown> };
  const histories = { scenarios: {} as Record<string, unknown> };
  for (const [name, { fingerprint, events, inputs, values: list, history }] of scenarios) {
    const byName = Object.fromEntries(list.map((each) => [each.name, each.value]));
    whole.scenarios[name] = { fingerprint, events, inputs, values: byName };
    if (history === null) continue;
    const { marks, happenings } = history;
    histories.scenarios[name] = { fingerprint, trail: marks.join(''), happenings: happenings.map(printHappening) };
  }
  return { baseline: `${JSON.stringify(whole, null, 2)}\n`, history: `${JSON.stringify(histories, null, 1)}\n` };
}

export function baselineOf({ fingerprint, events, inputs, values: list, marks, happenings }: BenchRun): BaselineRun {
  return {
    ...{ fingerprint, events, inputs, values: list },
    history: { marks: marks.map((mark) => mark.fingerprint), happenings },
  };
}

function inPieces(trail: string): string[] {
  return Array.from({ length: Math.floor(trail.length / hexDigits) }, (_, index) =>
    trail.slice(index * hexDigits, (index + 1) * hexDigits),
  );
}

function printHappening({ time_s, what }: Happening): string {
  return `${time_s.toFixed(6)} ${what}`;
}

function readHappening(text: string): Happening {
  const space = text.indexOf(' ');
  return { time_s: Number(text.slice(0, space)), what: text.slice(space + 1) };
}
