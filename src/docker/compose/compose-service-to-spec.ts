import { validateServiceSpec } from '../../swarm/control/validate-service.ts';
import type { ServiceSpec } from '../../swarm/objects/service.ts';
import { endpointModeOf } from '../syntax/values/engine-words.ts';
import { atPath } from './at-path.ts';
import { checkSchema } from './check-schema.ts';
import type { ComposeService } from './compose-service.ts';
import { readContainer, readLabels, readLogging, readNetworks, readPorts } from './read-container.ts';
import {
  readLimits,
  readMode,
  readPlacement,
  readPolicy,
  readReservations,
  readRestart,
  readRestartPolicy,
} from './read-deploy.ts';
import { composeServiceSchema, ignoredServiceKeys } from './service-schema.ts';

export interface ConvertedService {
  readonly spec: ServiceSpec;
  /** Keys of the entry that are legal and have no effect. */
  readonly ignored: readonly string[];
}

/**
 * Makes a service of one entry of `services:` in compose's words, as `docker stack deploy` does.
 *
 * @param name the service's name
 * @param entry what stands under it, as plain data
 * @throws {ComposeError} with the path of the offending key and Docker's words
 */
export function composeServiceToSpec(name: string, entry: unknown): ConvertedService {
  checkSchema(entry, composeServiceSchema);
  // The schema has made sure of it.
  const service = entry as ComposeService;
  const deploy = service.deploy ?? {};
  const resources = deploy.resources ?? {};
  const spec: ServiceSpec = {
    name,
    labels: readLabels(deploy.labels ?? []),
    mode: readMode(deploy),
    task: {
      container: readContainer(name, service),
      reservations: readReservations(resources),
      limits: readLimits(resources),
      restart: readRestartPolicy(deploy) ?? readRestart(service.restart),
      placement: readPlacement(deploy),
      networks: readNetworks(service),
      logDriver: readLogging(service),
      forceUpdate: 0,
    },
    update: readPolicy('update_config', deploy.update_config),
    rollback: readPolicy('rollback_config', deploy.rollback_config),
    endpoint: {
      mode: atPath(['deploy', 'endpoint_mode'], () => endpointModeOf((deploy.endpoint_mode ?? '').toLowerCase())),
      ports: readPorts(service),
    },
  };
  atPath([], () => validateServiceSpec(spec));
  return { spec, ignored: Object.keys(service).filter((key) => ignoredServiceKeys.includes(key)) };
}
