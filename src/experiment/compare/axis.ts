import { InputError } from '../../scenario/input-error.ts';

/** A path of the scenario and the values that it takes in turn. */
export interface Axis {
  /** As `--set` writes it. */
  readonly path: string;
  /** YAML texts. */
  readonly values: readonly string[];
}

/** One choice of a value for each axis. */
export interface VariantChoice {
  /** One for each axis. */
  readonly values: readonly string[];
  /** As `--set` takes them. */
  readonly overrides: readonly string[];
  readonly name: string;
}

/**
 * Reads `services.web.deploy.replicas=4,6,8`. A comma within quotes or brackets divides nothing.
 *
 * @throws {InputError} if there is no path or a value is missing
 */
export function readAxis(words: string): Axis {
  const refuse = (message: string): never => {
    throw new InputError([{ file: `--vary ${words}`, line: 0, column: 0, message }]);
  };
  const equals = words.indexOf('=');
  if (equals <= 0) refuse('expected path=value,value…, e.g. services.web.deploy.replicas=4,6,8');
  const path = words.slice(0, equals);
  const values = splitAtCommas(words.slice(equals + 1));
  if (values.includes('')) refuse('a value is missing: expected path=value,value…');
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) refuse(`the value ${twice} is there twice`);
  if (path === 'seed') refuse('the seed is no axis: every variant is run under the same seeds (--replications)');
  return { path, values };
}

/** An axis of the scenario's own `vary:`. */
export function axisOf(path: string, values: readonly unknown[]): Axis {
  return { path, values: values.map((value) => (isPlainText(value) ? value : JSON.stringify(value))) };
}

/** Those of the command line in the place of the file's of the same path, and after them. */
export function mergedAxes(ofFile: readonly Axis[], given: readonly Axis[]): Axis[] {
  const replaced = ofFile.map((axis) => given.find(({ path }) => path === axis.path) ?? axis);
  return [...replaced, ...given.filter((axis) => !replaced.includes(axis))];
}

/** The product; the first value of each axis makes the first variant. The last axis turns fastest. */
export function variantsOf(axes: readonly Axis[]): VariantChoice[] {
  let choices: readonly (readonly string[])[] = [[]];
  for (const { values } of axes) choices = choices.flatMap((choice) => values.map((value) => [...choice, value]));
  return choices.map((values) => ({
    values,
    overrides: values.map((value, index) => `${axes[index]?.path}=${value}`),
    name: nameOf(axes, values),
  }));
}

function nameOf(axes: readonly Axis[], values: readonly string[]): string {
  if (axes.length === 0) return 'as written';
  // A word says what it is, a number does not.
  if (axes.length === 1 && /^[a-z./]/i.test(values[0] ?? '')) return values[0] ?? '';
  return values.map((value, index) => `${lastWord(axes[index]?.path ?? '')}=${value}`).join(' ');
}

/** `services.web.deploy.replicas` → `replicas`. */
function lastWord(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** What YAML reads as the very same text. */
function isPlainText(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^[A-Za-z./][\w./:-]*$/.test(value) &&
    !/^(true|false|null|yes|no|on|off)$/i.test(value)
  );
}

function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let part = '';
  for (const letter of text) {
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if ('[{'.includes(letter)) depth += 1;
    else if (']}'.includes(letter)) depth -= 1;
    if (letter === ',' && depth === 0 && quote === '') {
      parts.push(part.trim());
      part = '';
    } else part += letter;
  }
  return [...parts, part.trim()];
}
