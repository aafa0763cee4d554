import { checkSchema } from './check-schema.ts';
import { below, ComposeError } from './compose-error.ts';
import { type ConvertedService, composeServiceToSpec } from './compose-service-to-spec.ts';
import { composeFileSchema, isKnownVersion } from './file-schema.ts';
import { interpolate } from './interpolate.ts';
import { refusalOfKeys, warningsOfKeys } from './refused-keys.ts';

/** A compose file, as `docker stack deploy` takes it. */
export interface ComposeFile {
  /** By the file's own names, in its order. */
  readonly services: ReadonlyMap<string, ComposeFileService>;
  readonly networks: ReadonlyMap<string, ComposeNetwork>;
  /** What the client says of keys that it passes over; ends with its own line feeds, or is empty. */
  readonly warnings: string;
}

export interface ComposeFileService extends ConvertedService {
  /** As it is written: the spec's has a tag. */
  readonly image: string;
}

export interface ComposeNetwork {
  /** `null` = named after the stack. */
  readonly name: string | null;
  readonly driver: string;
  /** It is to be there already. */
  readonly external: boolean;
}

type Mapping = Readonly<Record<string, unknown>>;

const sections: readonly string[] = ['services', 'volumes', 'networks', 'secrets', 'configs'];

/**
 * Reads a compose file: variables, schema, services.
 *
 * @param written what its YAML says, as plain data
 * @throws {ComposeError} with the path from the file's beginning
 */
export function readComposeFile(written: unknown): ComposeFile {
  if (!isMapping(written)) throw new ComposeError([], 'top-level object must be a mapping');
  const keys = new Set(Object.values(mappingOf(written.services)).flatMap((entry) => Object.keys(mappingOf(entry))));
  const refusal = refusalOfKeys(keys);
  if (refusal !== '') throw new ComposeError(['services'], refusal);
  const file = Object.fromEntries(
    Object.entries(written).map(([key, value]) => [key, sections.includes(key) ? interpolate(value, [key]) : value]),
  );
  checkVersion(file.version);
  checkSchema(file, composeFileSchema);
  const networks = readNetworks(mappingOf(file.networks));
  const services = new Map<string, ComposeFileService>();
  for (const [name, entry] of Object.entries(mappingOf(file.services))) {
    services.set(name, readService(name, entry, networks));
    for (const kind of ['secret', 'config'] as const) checkNamed(name, entry, kind, mappingOf(file[`${kind}s`]));
  }
  return { services, networks, warnings: warningsOfKeys(keys) };
}

function checkVersion(version: unknown): void {
  const shown = String(version ?? '');
  if (!isKnownVersion(shown)) throw new ComposeError(['version'], `unsupported Compose file version: ${shown}`);
}

function readService(name: string, entry: unknown, networks: ComposeFile['networks']): ComposeFileService {
  const path = ['services', name];
  const service = below(path, () => composeServiceToSpec(name, entry));
  for (const network of service.spec.task.networks) {
    if (network !== defaultNetwork && !networks.has(network)) {
      throw new ComposeError([...path, 'networks'], `service ${name}: undefined network ${JSON.stringify(network)}`);
    }
  }
  return { ...service, image: String(mappingOf(entry).image) };
}

/** What a service names of the file's secrets or configs must be there. Source: docker/cli `cli/compose/convert/service.go`. */
function checkNamed(service: string, entry: unknown, kind: 'secret' | 'config', known: Mapping): void {
  const named = mappingOf(entry)[`${kind}s`];
  if (!Array.isArray(named)) return;
  for (const [index, each] of named.entries()) {
    const source = String(isMapping(each) ? each.source : each);
    if (Object.hasOwn(known, source)) continue;
    const path = ['services', service, `${kind}s`, index];
    throw new ComposeError(path, `service ${service}: undefined ${kind} ${JSON.stringify(source)}`);
  }
}

/** Where services are that name no network. */
export const defaultNetwork = 'default';

function readNetworks(written: Mapping): Map<string, ComposeNetwork> {
  return new Map(
    Object.entries(written).map(([key, value]) => {
      const { name, driver, external = false } = mappingOf(value);
      const isExternal = external !== false;
      if (mappingOf(external).name !== undefined && name !== undefined) {
        const words = 'network.external.name and network.name conflict; only use network.name';
        throw new ComposeError(['networks', key], `network ${key}: ${words}`);
      }
      const own = mappingOf(external).name ?? name ?? (isExternal ? key : null);
      return [
        key,
        { name: own === null ? null : String(own), driver: String(driver ?? 'overlay'), external: isExternal },
      ];
    }),
  );
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Empty if it is none. */
function mappingOf(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}
