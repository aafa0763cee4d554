/** A parameter of an algorithm, as a scenario may give it. */
export type Parameter = NumberParameter | FlagParameter;

interface NumberParameter {
  /** How it is written: a whole number, any number, a duration (in ms here), a share of 0…1 (in percent). */
  readonly kind: 'count' | 'number' | 'duration' | 'share';
  readonly default: number;
  readonly least: number;
  readonly most: number;
  /** Only prime numbers will do. */
  readonly prime?: true;
  readonly description: string;
}

interface FlagParameter {
  readonly kind: 'flag';
  readonly default: boolean;
  readonly description: string;
}

/** Its name in a scenario: `activeRequestBias` is written `active_request_bias`, `decayMs` is a duration and written `decay`. */
export function writtenName(name: string): string {
  return name.replace(/Ms$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Its value's written form, for words and tables. */
export function writtenValue(parameter: Parameter, value: number | boolean): string {
  if (parameter.kind === 'duration') return Number(value) % 1000 === 0 ? `${Number(value) / 1000}s` : `${value}ms`;
  if (parameter.kind === 'share') return `${Number(value) * 100}%`;
  return String(value);
}

/** What is wrong with a value of the right kind; `null` = nothing. */
export function problemWith(parameter: Parameter, value: number | boolean): string | null {
  if (parameter.kind === 'flag' || typeof value === 'boolean') return null;
  const { least, most, prime = false } = parameter;
  if (value < least) return `must be at least ${writtenValue(parameter, least)}`;
  if (value > most) return `must be at most ${writtenValue(parameter, most)}`;
  if (prime && !isPrime(value)) return `must be a prime number, such as ${writtenValue(parameter, parameter.default)}`;
  return null;
}

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false;
  return number > 1;
}
