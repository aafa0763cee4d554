import { type DemandFit, fitDemand } from './fit/fit-demand.ts';
import { fitRate } from './fit/fit-rate.ts';
import { loadEffect } from './fit/load-effect.ts';
import type { ReadLog } from './log/read-log.ts';
import type { ServiceUsage } from './swarm/read-stats.ts';
import { lognormal, ms, percent, short } from './write/numbers.ts';

/** What the logs say of the demand of a request. */
export interface MeasuredDemand {
  readonly fit: DemandFit;
  /** What there is to be said of it, a line each. */
  readonly comments: readonly string[];
  /** The same that a user should see without opening the file. */
  readonly notes: readonly string[];
}

/** CPUs of the nodes that run tasks, and what the service's containers use of them (`null` = not measured). */
interface Around {
  readonly usableCpus: number;
  readonly usage: ServiceUsage | null;
}

/** `null` = the logs have no durations. */
export function measureDemand(
  { requests, durationStepMs }: ReadLog,
  { usableCpus, usage }: Around,
): MeasuredDemand | null {
  const fit = fitDemand(
    requests.durationsMs.filter((each) => !Number.isNaN(each)),
    durationStepMs,
  );
  if (fit === null) return null;
  const perMs = requests.count / Math.max(1, requests.timesMs.at(-1) ?? 0);
  const notes: string[] = [];
  const effect = loadEffect(requests);
  if (effect !== null) {
    const quiet = fitDemand(effect.quietDurationsMs, durationStepMs);
    const quietFit = quiet === null ? '' : `; when quiet: ${lognormal(quiet.medianMs, quiet.p99Ms)}`;
    notes.push(
      `durations grow with the load (median ${ms(effect.quietMedianMs)} in the quietest quarter of the time, ${ms(effect.busyMedianMs)} in the busiest): they include waiting, and the demand is overestimated; measure in quiet periods${quietFit}`,
    );
  }
  const asked = perMs * fit.meanMs;
  if (asked > usableCpus) {
    notes.push(
      `the log’s rate times its mean duration is ${short(asked)} CPUs, and the nodes have ${short(usableCpus)}: requests mostly wait for something else than CPU, and this demand would overload the simulated cluster`,
    );
  }
  if (fit.verdict === 'badly') {
    notes.push('a lognormal law fits the durations badly: consider --demand trace, which gives each request its own');
  }
  if (fit.verdict === 'unknown') notes.push(`only ${fit.count} durations: the demand is hardly more than a guess`);
  if (durationStepMs >= fit.medianMs / 5)
    notes.push(`the log knows durations by ${ms(durationStepMs)}: too coarse for a median of ${ms(fit.medianMs)}`);
  const byUsage =
    usage === null || perMs === 0
      ? []
      : [
          `docker stats: ${short(usage.cpus)} CPUs busy at ${short(1000 * perMs)} requests/s = ${ms(usage.cpus / perMs)} of CPU time each, if both were measured together`,
        ];
  return { fit, comments: [...fitWords(fit), ...byUsage], notes };
}

function fitWords({ count, misfits, distance, verdict }: DemandFit): string[] {
  const list = misfits.map(({ what, measuredMs, share }) => `${what} ${ms(measuredMs)} (${percent(share)})`).join(', ');
  const judged = verdict === 'unknown' ? 'Too few to judge the fit' : `It fits ${verdict}`;
  return [
    `Fitted to ${count} durations by median and p99. ${judged}: measured (and how far the law is off) ${list};`,
    `greatest difference of the two distributions (Kolmogorov–Smirnov): ${short(100 * distance, 2)} % of the requests.`,
  ];
}

/** `arrivals` of a Poisson process that follows the log's rate, over lines; its comments. */
export function fittedArrivals({ requests }: ReadLog, fromMs: number): { lines: string[]; comments: string[] } {
  const { widthMs, perSecond, dispersion } = fitRate(requests.timesMs);
  const steps = perSecond.map((rate, index) => {
    const atMs = index === 0 ? 0 : fromMs + index * widthMs;
    return `          - { at: ${atMs / 1000}s, rate: ${short(rate, 4)}/s }`;
  });
  const bursts =
    dispersion === null
      ? ''
      : ` Variance of the counts in tenths of an interval ÷ mean: ${short(dispersion)} (1 = Poisson${dispersion > 1.5 ? '; the log has bursts that this has not: a trace keeps them' : ''}).`;
  return {
    lines: ['    arrivals:', '      poisson:', '        steps:', ...steps],
    comments: [`Fitted: a Poisson process with the log’s mean rate of each ${widthMs / 1000} s.${bursts}`],
  };
}

/** The CSV that `arrivals: { trace: … }` names. A request whose duration is not known has the median. */
export function traceText({ requests }: ReadLog, demand: DemandFit | null): string {
  const { timesMs, durationsMs } = requests;
  const lines = Array.from(timesMs, (timeMs, index) => {
    const seconds = String(Number((timeMs / 1000).toFixed(6)));
    if (demand === null) return seconds;
    const durationMs = durationsMs[index]!;
    return `${seconds},${Number((Number.isNaN(durationMs) ? demand.medianMs : durationMs).toFixed(3))}`;
  });
  return `${demand === null ? 'time_s' : 'time_s,duration_ms'}\n${lines.join('\n')}\n`;
}
