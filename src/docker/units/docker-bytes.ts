import { formatSignificant } from '../text/float-format.ts';
import { parseFloat64 } from './go-number.ts';
import { UnitError } from './unit-error.ts';

/** Bytes as Docker's flags and compose files write them: every suffix is binary, `512M` = `512MiB` = 536870912. */

const exponentByLetter: ReadonlyMap<string, number> = new Map([
  ['k', 1],
  ['m', 2],
  ['g', 3],
  ['t', 4],
  ['p', 5],
]);

/**
 * Reads a size in Docker's notation for memory: a decimal number and `b`, `k`, `m`, `g`, `t` or `p` (also `kb`, `kib`), in any case.
 *
 * @returns whole bytes
 * @throws {UnitError} e.g. `invalid size: 'abc'`, `invalid suffix: 'q'` (go-units `RAMInBytes`)
 */
export function parseDockerBytes(text: string): number {
  const end = Math.max(...[...'0123456789. '].map((character) => text.lastIndexOf(character)));
  if (end === -1) throw new UnitError(`invalid size: '${text}'`);
  const size = parseFloat64(text.slice(0, text[end] === ' ' ? end : end + 1));
  if (size < 0) throw new UnitError(`invalid size: '${text}'`);
  return Math.trunc(size * multiplierOf(text.slice(end + 1)));
}

function multiplierOf(written: string): number {
  if (written === '') return 1;
  if (written.length > 3) throw new UnitError(`invalid suffix: '${written}'`);
  const suffix = written.toLowerCase();
  if (suffix === 'b') return 1;
  const exponent = exponentByLetter.get(suffix.charAt(0));
  if (exponent === undefined || !['', 'b', 'ib'].includes(suffix.slice(1)))
    throw new UnitError(`invalid suffix: '${suffix}'`);
  return 1024 ** exponent;
}

const binaryUnits: readonly string[] = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** Prints bytes as Docker does: four significant digits and a binary unit, `512MiB`, `1.953GiB` (go-units `BytesSize`). */
export function formatDockerBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < binaryUnits.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${formatSignificant(value, 4)}${binaryUnits[unit]}`;
}
