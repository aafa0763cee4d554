import type { Parting, PartingMark, PartingSide, PartingStep } from './parting.ts';

/**
 * Where two runs part, in lines.
 *
 * @param names of the two runs
 * @param hint how to see more, where nothing was written down of what differs; '' = no way
 */
export function partingWords(parting: Parting, names: readonly [string, string], hint: string): string {
  const { first, same, parted, exact } = parting;
  const time_s = first[0]?.time_s ?? 0;
  const steps = first.flatMap((each) => stepLines(each, names)).join('');
  if (exact) return `The runs part at ${seconds(time_s)}:\n${steps}${eventWords(same, parted, time_s)}`;
  const lines = [
    `The runs part ${between(same, parted)}.\n`,
    'No command, update or task that is written down differs there: it is a request, or a node.\n',
    hint === '' ? '' : `${hint}\n`,
    first.length === 0 ? '' : `What is written down differs first at ${seconds(time_s)}:\n${steps}`,
  ];
  return lines.join('');
}

/** To the microsecond, where milliseconds do not say it: `2.5` is `2.500 s`, `10.0036718` is `10.003672 s`. */
export function seconds(time_s: number): string {
  return `${time_s.toFixed(6).replace(/0{1,3}$/, '')} s`;
}

function stepLines({ time_s, what }: PartingStep, names: readonly [string, string]): string[] {
  const width = Math.max(...names.map((name) => name.length)) + 1;
  return what.map((side, index) => `  ${`${names[index]}:`.padEnd(width)} ${sideWords(side, time_s)}\n`);
}

function sideWords(side: PartingSide, time_s: number): string {
  if (side === null) return 'nothing any more';
  return side.time_s === time_s ? side.what : `nothing yet; at ${seconds(side.time_s)} ${side.what}`;
}

function between(same: PartingMark | null, parted: PartingMark | null): string {
  const until = parted === null ? 'at the end' : `at the latest at ${seconds(parted.time_s)} (event ${parted.event})`;
  return same === null ? until : `after ${seconds(same.time_s)} (event ${same.event}), ${until}`;
}

function eventWords(same: PartingMark | null, parted: PartingMark | null, time_s: number): string {
  if (parted === null) return 'Their fingerprints are the same: what differs is not part of them.\n';
  if (same !== null && time_s < same.time_s)
    return `That is not part of their fingerprints, which part ${between(same, parted)}.\n`;
  const first = (same?.event ?? 0) + 1;
  const which = first === parted.event ? `event ${first}` : `one of the events ${first} to ${parted.event}`;
  return first === 1 ? `It is ${which}.\n` : `It is ${which}; all before are the same.\n`;
}
