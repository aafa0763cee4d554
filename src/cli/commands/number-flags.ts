import { parseGoDuration } from '../../docker/units/go-duration.ts';
import { UnitError } from '../../docker/units/unit-error.ts';
import { UsageError } from '../usage-error.ts';

/** Values of flags that are numbers. All of them throw a {@link UsageError} that names the flag. */

const most = 1_000_000;

export function wholeNumber(flag: string, words: string, least: number): number {
  const number = Number(words);
  if (/^\d+$/.test(words) && number >= least && number <= most) return number;
  throw new UsageError(`--${flag} takes a whole number from ${least} on; found "${words}"`);
}

/** `2%`, `±2%` → 0.02 */
export function percentage(flag: string, words: string): number {
  const [, number] = /^(?:±|\+-|\+\/-)?(\d+(?:\.\d+)?)\s?%$/.exec(words) ?? [];
  const share = Number(number) / 100;
  if (number !== undefined && share > 0 && share < 1) return share;
  throw new UsageError(`--${flag} takes a percentage between 0% and 100%, such as 2%; found "${words}"`);
}

/** @param orElse what may stand there as well, for the message: `, or auto` */
export function durationMs(flag: string, words: string, orElse = ''): number {
  try {
    return parseGoDuration(words);
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    throw new UsageError(`--${flag} takes a duration such as 30s${orElse}: ${error.message}`);
  }
}
