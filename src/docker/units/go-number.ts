import { quote } from '../text/quote.ts';
import { UnitError } from './unit-error.ts';

/** Readers of numbers that accept and refuse what Go's `strconv` does, in its words. */

const integerForms: readonly { readonly form: RegExp; readonly prefix: string }[] = [
  { form: /^(0|[1-9](_?\d)*)$/, prefix: '' },
  { form: /^0[xX](_?[\da-fA-F])+$/, prefix: '0x' },
  { form: /^0[bB](_?[01])+$/, prefix: '0b' },
  { form: /^0[oO]?(_?[0-7])+$/, prefix: '0o' },
];

const decimalDigits = /^\d+$/;
const maxUint64 = 2n ** 64n - 1n;
const maxInt64 = 2n ** 63n - 1n;

/**
 * @param base 10, or 0 = by prefix (`0x10`, `0b1`, `1_000`)
 * @param maximum the largest value that fits
 * @throws {UnitError} e.g. `strconv.ParseUint: parsing "-1": invalid syntax`
 */
export function parseUint(text: string, base: 0 | 10 = 0, maximum: bigint = maxUint64): number {
  const value = base === 10 ? decimalOf(text) : integerOf(text);
  if (value === null) throw numberError('ParseUint', text, 'invalid syntax');
  if (value > maximum) throw numberError('ParseUint', text, 'value out of range');
  return Number(value);
}

/** @throws {UnitError} e.g. `strconv.ParseInt: parsing "x": invalid syntax` */
export function parseInt64(text: string): number {
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  const magnitude = integerOf(text.slice(sign.length));
  if (magnitude === null) throw numberError('ParseInt', text, 'invalid syntax');
  if (magnitude > maxInt64) throw numberError('ParseInt', text, 'value out of range');
  return Number(sign === '-' ? -magnitude : magnitude);
}

function decimalOf(text: string): bigint | null {
  return decimalDigits.test(text) ? BigInt(text) : null;
}

function integerOf(text: string): bigint | null {
  const found = integerForms.find(({ form }) => form.test(text));
  if (found === undefined) return null;
  const digits = text.replaceAll('_', '');
  return BigInt(found.prefix === '' ? digits : found.prefix + digits.replace(/^0[xXbBoO]?/, ''));
}

const floatForm = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;
const specialFloats: ReadonlyMap<string, number> = new Map([
  ['inf', Number.POSITIVE_INFINITY],
  ['infinity', Number.POSITIVE_INFINITY],
  ['nan', Number.NaN],
]);

/** @throws {UnitError} e.g. `strconv.ParseFloat: parsing "x": invalid syntax` */
export function parseFloat64(text: string): number {
  const special = specialFloats.get(text.replace(/^[-+]/, '').toLowerCase());
  if (special !== undefined) return text.startsWith('-') ? -special : special;
  if (!floatForm.test(text)) throw numberError('ParseFloat', text, 'invalid syntax');
  const value = Number(text);
  if (!Number.isFinite(value)) throw numberError('ParseFloat', text, 'value out of range');
  return value;
}

/** As {@link parseFloat64}, rounded to a float32. */
export function parseFloat32(text: string): number {
  const value = parseFloat64(text);
  const rounded = Math.fround(value);
  if (!Number.isFinite(rounded) && Number.isFinite(value)) throw numberError('ParseFloat', text, 'value out of range');
  return rounded;
}

const trueWords: readonly string[] = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const falseWords: readonly string[] = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** @throws {UnitError} e.g. `strconv.ParseBool: parsing "maybe": invalid syntax` */
export function parseBool(text: string): boolean {
  if (trueWords.includes(text)) return true;
  if (falseWords.includes(text)) return false;
  throw numberError('ParseBool', text, 'invalid syntax');
}

function numberError(reader: string, text: string, problem: string): UnitError {
  return new UnitError(`strconv.${reader}: parsing ${quote(text)}: ${problem}`);
}
