import type { NetworkSpec } from '../simulation/vocabulary.ts';
import { defaults } from './defaults.ts';
import type { ProblemList } from './problem-list.ts';
import { type LinkPlaces, readLinks } from './read-links.ts';
import { suggestion } from './suggest.ts';
import type { WrittenScenario } from './written/scenario-schema.ts';

type WrittenNetwork = NonNullable<WrittenScenario['network']>;

/** Names that it may speak of. */
export interface NetworkNames {
  /** `null` = not known beforehand. */
  readonly services: readonly string[] | null;
  readonly machines: LinkPlaces['machines'];
  readonly balancers: readonly string[];
}

export function readNetwork(
  written: WrittenNetwork,
  { services, machines, balancers }: NetworkNames,
  problems: ProblemList,
): NetworkSpec {
  const { network } = defaults;
  return {
    clientMs: written.client ?? network.clientMs,
    balancerMs: written.balancer ?? network.balancerMs,
    overlayMs: written.overlay ?? network.overlayMs,
    connectTimeoutMs: written.connect_timeout ?? network.connectTimeoutMs,
    ...readLinks(written, { machines, balancers }, problems),
    ...schedulersOf(written.mesh, services, problems),
  };
}

function schedulersOf(
  mesh: WrittenNetwork['mesh'],
  services: readonly string[] | null,
  problems: ProblemList,
): Pick<NetworkSpec, 'schedulers'> {
  if (mesh === undefined) return {};
  for (const name of Object.keys(mesh.services ?? {})) {
    if (services !== null && !services.includes(name)) {
      const where = ['network', 'mesh', 'services', name];
      problems.add(where, `no service is called "${name}"${suggestion(name, services)}`);
    }
  }
  return { schedulers: { default: mesh.scheduler ?? 'rr', services: mesh.services ?? {} } };
}
