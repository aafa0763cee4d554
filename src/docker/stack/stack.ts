import type { ServiceSpec } from '../../swarm/objects/service.ts';
import {
  type ComposeFile,
  type ComposeFileService,
  type ComposeNetwork,
  defaultNetwork,
} from '../compose/read-compose-file.ts';
import { compareText } from '../text/natural-order.ts';
import { imageLabel, stackLabel } from './stack-labels.ts';

/** What a compose file makes under the name of a stack. */
export interface Stack {
  readonly name: string;
  /** In the file's order. */
  readonly services: readonly ServiceSpec[];
  /** That services are on, in the order in which they name them. */
  readonly networks: readonly StackNetwork[];
}

export interface StackNetwork {
  readonly name: string;
  readonly driver: string;
  /** It is to be there already. */
  readonly external: boolean;
}

/** Source: docker/cli `cli/compose/convert`. */
export function stackOfFile(name: string, file: ComposeFile): Stack {
  const networks = new Map<string, StackNetwork>();
  for (const service of file.services.values()) {
    for (const key of networksOf(service)) networks.set(key, networkOf(name, key, file.networks.get(key)));
  }
  const services = [...file.services].map(([key, service]): ServiceSpec => {
    const { spec, image } = service;
    const { task } = spec;
    const labels = { [stackLabel]: name };
    const container = { ...task.container, labels: sorted({ ...task.container.labels, ...labels }) };
    const attached = networksOf(service).map((network) => networks.get(network)!.name);
    return {
      ...spec,
      name: scoped(name, key),
      labels: sorted({ ...spec.labels, ...labels, [imageLabel]: image }),
      task: { ...task, container, networks: attached.sort(compareText) },
    };
  });
  return { name, services, networks: [...networks.values()] };
}

function networksOf({ spec }: ComposeFileService): readonly string[] {
  const { networks } = spec.task;
  return networks.length === 0 ? [defaultNetwork] : networks;
}

function networkOf(stack: string, key: string, written: ComposeNetwork | undefined): StackNetwork {
  const { name = null, driver = 'overlay', external = false } = written ?? {};
  return { name: name ?? scoped(stack, key), driver, external };
}

/** Everything that a stack makes is named after it. */
function scoped(stack: string, name: string): string {
  return `${stack}_${name}`;
}

function sorted(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => compareText(a, b)));
}
