import { UnitError } from '../units/unit-error.ts';
import { ComposeError } from './compose-error.ts';

/** `$NAME`, `${NAME}`, `$$`; with a name may stand what is to be done without a value. Source: docker/cli `cli/compose/template`. */
const name = '[_a-z][_a-z0-9]*(?::?[-?][^}]*)?';
const variable = new RegExp(`\\$(?:(\\$)|(${name})|\\{(${name})\\}|)`, 'gi');

type Cast = (text: string) => number | boolean;

/** Values that are numbers or switches: a variable's text becomes one. `*` = any key, `[]` = any item. Source: docker/cli `cli/compose/loader/interpolate.go`. */
const casts: readonly (readonly [path: string, cast: Cast])[] = [
  ...['deploy.replicas', 'deploy.update_config.parallelism', 'deploy.rollback_config.parallelism'].map(
    ofServices(whole),
  ),
  ...['deploy.restart_policy.max_attempts', 'deploy.placement.max_replicas_per_node'].map(ofServices(whole)),
  ...['healthcheck.retries', 'ports.[].target', 'ports.[].published', 'ulimits.*'].map(ofServices(whole)),
  ...['ulimits.*.hard', 'ulimits.*.soft', 'configs.[].mode', 'secrets.[].mode'].map(ofServices(whole)),
  ...['deploy.update_config.max_failure_ratio', 'deploy.rollback_config.max_failure_ratio'].map(ofServices(decimal)),
  ...['healthcheck.disable', 'privileged', 'read_only', 'stdin_open', 'tty'].map(ofServices(onOrOff)),
  ...['volumes.[].read_only', 'volumes.[].volume.nocopy'].map(ofServices(onOrOff)),
  ...['networks.*.external', 'networks.*.internal', 'networks.*.attachable'].map(everywhere(onOrOff)),
  ...['volumes.*.external', 'secrets.*.external', 'configs.*.external'].map(everywhere(onOrOff)),
];

function ofServices(cast: Cast): (path: string) => readonly [string, Cast] {
  return (path) => [`services.*.${path}`, cast];
}

function everywhere(cast: Cast): (path: string) => readonly [string, Cast] {
  return (path) => [path, cast];
}

type Path = readonly (string | number)[];

/**
 * Puts in what variables stand for. Simulated terminals have no environment: a variable is its default, or empty.
 *
 * @throws {ComposeError} if one is written wrongly, or must be set, or is no number where one is to be
 */
export function interpolate(value: unknown, path: Path): unknown {
  if (typeof value === 'string') {
    const text = substitute(value, path);
    return text === value ? value : castAt(path, text);
  }
  if (Array.isArray(value)) return value.map((item, index) => interpolate(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, interpolate(each, [...path, key])]));
}

function substitute(text: string, path: Path): string {
  return text.replace(variable, (_, escaped, plain, braced) => {
    if (escaped !== undefined) return '$';
    const asked: string | undefined = plain ?? braced;
    if (asked === undefined) throw refusal(text, path);
    return withoutValue(asked, path);
  });
}

/** A default goes before a demand, and begins at the first sign of one, wherever that stands. */
function withoutValue(asked: string, path: Path): string {
  for (const sign of [':-', '-']) {
    const at = asked.indexOf(sign);
    if (at >= 0) return asked.slice(at + sign.length);
  }
  for (const sign of [':?', '?']) {
    const at = asked.indexOf(sign);
    if (at < 0) continue;
    throw refusal(`required variable ${asked.slice(0, at)} is missing a value: ${asked.slice(at + sign.length)}`, path);
  }
  return '';
}

function refusal(template: string, path: Path): ComposeError {
  return new ComposeError(
    path,
    `invalid interpolation format for ${shown(path)}: ${JSON.stringify(template)}; you may need to escape any $ with another $`,
  );
}

/** As the client has it: items are all alike. */
function shown(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? '[]' : step)).join('.');
}

function castAt(path: Path, text: string): unknown {
  const steps = shown(path).split('.');
  const found = casts.find(([pattern]) => {
    const wanted = pattern.split('.');
    return wanted.length === steps.length && wanted.every((step, at) => step === '*' || step === steps[at]);
  });
  if (found === undefined) return text;
  try {
    return found[1](text);
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    throw new ComposeError(
      path,
      `error while interpolating ${shown(path)}: failed to cast to expected type: ${error.message}`,
    );
  }
}

function whole(text: string): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw new UnitError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
}

function decimal(text: string): number {
  if (text.trim() === text && text !== '' && Number.isFinite(Number(text))) return Number(text);
  throw new UnitError(`strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`);
}

function onOrOff(text: string): boolean {
  if (/^(?:y|yes|true|on)$/i.test(text)) return true;
  if (/^(?:n|no|false|off)$/i.test(text)) return false;
  throw new UnitError(`invalid boolean: ${text}`);
}
