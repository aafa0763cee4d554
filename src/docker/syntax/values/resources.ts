import type { GenericReservation } from '../../../swarm/objects/resources.ts';
import { DockerUsageError } from '../../command-line/usage-error.ts';
import { cut } from './csv.ts';

/** @throws {Error} unless it has the form `name=value` (docker/cli `ValidateSingleGenericResource`) */
export function checkGenericResource(text: string): string {
  if (!text.includes('=')) throw new Error(`invalid generic-resource format \`${text}\` expected \`name=value\``);
  return text;
}

/**
 * `kind=number` entries. Named resources cannot be asked for.
 *
 * @throws {DockerUsageError} (docker/cli `ParseGenericResources`)
 */
export function parseGenericResources(texts: readonly string[]): GenericReservation[] {
  return texts.map((text) => {
    const { key, value } = cut(text);
    if (value.includes('=')) {
      throw new DockerUsageError(
        `invalid generic resource specification: could not parse GenericResource: incorrect term ${text}, missing '=' or malformed expression`,
      );
    }
    if (/^-\d{1,18}$/.test(value)) {
      throw new DockerUsageError(
        `invalid generic resource specification: could not parse GenericResource: cannot ask for negative resource ${key}`,
      );
    }
    if (/^\d{1,18}$/.test(value)) return { kind: key, value: Number(value) };
    throw new DockerUsageError(
      `invalid generic-resource request \`${text}\`, Named Generic Resources is not supported for service create or update`,
    );
  });
}
