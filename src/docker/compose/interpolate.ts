import { ComposeError } from './compose-error.ts';

/** `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME:?message}` and `$$`. Source: docker/cli `cli/compose/template`. */
const variable = /\$(?:(\$)|([_a-z][_a-z0-9]*)|\{([_a-z][_a-z0-9]*)(?::?([-?])([^}]*))?\}|)/gi;

/** Keys whose values are numbers or switches: a variable's text becomes one. Source: docker/cli `cli/compose/loader/interpolate.go`. */
const numbers: readonly string[] = [
  ...['replicas', 'parallelism', 'max_failure_ratio', 'max_attempts', 'max_replicas_per_node'],
  ...['retries', 'target', 'published', 'value', 'pids'],
];
const switches: readonly string[] = ['disable', 'external', 'internal', 'attachable'];

type Path = readonly (string | number)[];

/**
 * Puts in what variables stand for. Simulated terminals have no environment: a variable is its default, or empty.
 *
 * @throws {ComposeError} if one is written wrongly, or must be set
 */
export function interpolate(value: unknown, path: Path): unknown {
  if (typeof value === 'string') return cast(substitute(value, path), value, path);
  if (Array.isArray(value)) return value.map((item, index) => interpolate(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, interpolate(each, [...path, key])]));
}

function substitute(text: string, path: Path): string {
  return text.replace(variable, (_, escaped, plain, braced, operator, rest) => {
    if (escaped !== undefined) return '$';
    if (plain === undefined && braced === undefined) throw refusal(text, path);
    if (operator === '?') throw refusal(`required variable ${braced} is missing a value: ${rest}`, path);
    return operator === '-' ? String(rest) : '';
  });
}

function refusal(template: string, path: Path): ComposeError {
  return new ComposeError(
    path,
    `invalid interpolation format for ${path.join('.')}: ${JSON.stringify(template)}; you may need to escape any $ with another $`,
  );
}

function cast(text: string, written: string, path: Path): unknown {
  const key = String(path.findLast((step) => typeof step === 'string') ?? '');
  if (text === written) return text;
  if (numbers.includes(key) && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  return switches.includes(key) && /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text;
}
