import { UnitError } from './unit-error.ts';

const decimal = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/;
const nanoPerCpu = 1_000_000_000n;
/** Beyond this the number is not a count of CPUs; it keeps the arithmetic small. */
const largestExponent = 1_000;

interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * Reads a number of CPUs: a decimal (`0.5`, `1e-3`) or a fraction (`1/4`), exact to 1e-9.
 *
 * @returns whole nano-CPUs
 * @throws {UnitError} `failed to parse X as a rational number`, `value is too precise` (docker/cli `opts.ParseCPUs`)
 */
export function parseCpus(text: string): number {
  const cpus = rationalOf(text);
  if (cpus === null) throw new UnitError(`failed to parse ${text} as a rational number`);
  const scaled = cpus.numerator * nanoPerCpu;
  if (scaled % cpus.denominator !== 0n) throw new UnitError('value is too precise');
  return Number(scaled / cpus.denominator);
}

function rationalOf(text: string): Rational | null {
  const fraction = /^([-+]?\d+)\/(\d+)$/.exec(text);
  if (fraction === null) return decimalOf(text);
  const numerator = BigInt((fraction[1] ?? '').replace('+', ''));
  const denominator = BigInt(fraction[2] ?? '');
  return denominator === 0n ? null : { numerator, denominator };
}

function decimalOf(text: string): Rational | null {
  const matched = decimal.exec(text);
  if (matched === null) return null;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = matched;
  const exponent = Number(exponentText) - fraction.length;
  if (whole + fraction === '' || Math.abs(exponent) > largestExponent) return null;
  const magnitude = BigInt(whole + fraction);
  const numerator = sign === '-' ? -magnitude : magnitude;
  const power = 10n ** BigInt(Math.abs(exponent));
  return exponent < 0 ? { numerator, denominator: power } : { numerator: numerator * power, denominator: 1n };
}

/** Nano-CPUs as the decimal that Docker prints: `0.5`, `2`. */
export function formatCpus(nanoCpus: number): string {
  return String(nanoCpus / 1e9);
}
