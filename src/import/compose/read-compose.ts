import { ComposeError } from '../../docker/compose/compose-error.ts';
import { composeServiceToSpec } from '../../docker/compose/compose-service-to-spec.ts';
import { ignoredServiceKeys } from '../../docker/compose/service-schema.ts';
import { imageWithTag } from '../../docker/image-reference.ts';
import { InputError } from '../../scenario/input-error.ts';
import { YamlText } from '../../scenario/yaml-text.ts';
import type { Entry, TextFile } from '../text-file.ts';

/** Nothing hangs on them here, and they may hold secrets. */
const leftOut = ['command', 'entrypoint', 'environment', 'hostname'];

export interface ComposeServices {
  readonly services: ReadonlyMap<string, Entry>;
  readonly notes: readonly string[];
}

/**
 * The services of a compose file, as Seatrial reads them.
 *
 * @throws {InputError} with what Docker would refuse
 */
export function readCompose(files: readonly TextFile[]): ComposeServices {
  const services = new Map<string, Entry>();
  const notes: string[] = [];
  for (const { file, text } of files) {
    const yaml = new YamlText(file, text);
    const root = yaml.toData();
    const written = isMap(root) ? root.services : undefined;
    if (!isMap(written) || Object.keys(written).length === 0) {
      throw new InputError([{ ...yaml.placeOf(['services']), message: 'no services: this is no compose file' }]);
    }
    for (const [name, entry] of Object.entries(written)) {
      checkVariables(name, entry, yaml);
      const { mode, ignored } = convert(name, entry, yaml);
      if (mode.endsWith('-job')) notes.push(`service ${name} is left out: jobs are not simulated`);
      else if (services.has(name)) {
        throw new InputError([
          {
            ...yaml.placeOfKey(['services', name]),
            message: `the service ${name} is there already, from another file`,
          },
        ]);
      } else services.set(name, keptOf(entry as Entry, [...ignored, ...leftOut]));
      const passedOver = [...ignored, ...leftOut.filter((key) => Object.hasOwn(entry as Entry, key))];
      if (passedOver.length > 0)
        notes.push(`service ${name}: left out, for nothing hangs on it here: ${passedOver.join(', ')}`);
    }
  }
  return { services, notes };
}

function isMap(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `${TAG:-1}` is the shell's business. */
function checkVariables(name: string, entry: unknown, yaml: YamlText): void {
  const [, variable] =
    /(?<!\$)(\$\{?[A-Za-z_]\w*)/.exec(
      JSON.stringify(keptOf(isMap(entry) ? entry : {}, [...ignoredServiceKeys, ...leftOut])),
    ) ?? [];
  if (variable === undefined) return;
  const message = `services.${name}: has the variable ${variable.replace('{', '')}: give the output of docker stack config -c ${yaml.file}`;
  throw new InputError([{ ...yaml.placeOfKey(['services', name]), message }]);
}

function convert(name: string, entry: unknown, yaml: YamlText): { mode: string; ignored: readonly string[] } {
  try {
    const { spec, ignored } = composeServiceToSpec(name, entry);
    return { mode: spec.mode.kind, ignored };
  } catch (error) {
    if (!(error instanceof ComposeError)) throw error;
    const path = ['services', name, ...error.path];
    const place = error.isKey ? yaml.placeOfKey(path) : yaml.placeOf(path);
    throw new InputError([{ ...place, message: `${path.join('.')}: ${error.message}` }]);
  }
}

function keptOf(entry: Entry, without: readonly string[]): Entry {
  const kept = Object.entries(entry).filter(([key]) => !without.includes(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, key === 'image' ? imageWithTag(String(value)) : value]));
}
