import { UnitError } from './unit-error.ts';

/**
 * Bytes as scenario files write them: SI and IEC units mean what they say, `120MB` = 120 000 000 and `4GiB` = 4 × 2^30.
 * (Docker's own flags take every suffix as binary: see docker-bytes.ts.)
 */

const bytesByUnit: ReadonlyMap<string, number> = new Map([
  ['B', 1],
  ['kB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['TB', 1e12],
  ['KiB', 1024],
  ['MiB', 1024 ** 2],
  ['GiB', 1024 ** 3],
  ['TiB', 1024 ** 4],
]);

const sizeForm = /^(\d+(?:\.\d+)?) ?([A-Za-z]+)$/;

/**
 * @returns whole bytes (rounded)
 * @throws {UnitError} that names the units that would be right
 */
export function parseSiSize(text: string): number {
  const [, number = '', unit = ''] = sizeForm.exec(text) ?? [];
  const bytes = bytesByUnit.get(unit);
  if (bytes !== undefined) return Math.round(Number(number) * bytes);
  throw new UnitError(
    `invalid size '${text}': expected a number and one of ${[...bytesByUnit.keys()].join(', ')}, e.g. 4GiB`,
  );
}
