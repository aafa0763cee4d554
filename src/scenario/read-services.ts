import { ComposeError } from '../docker/compose/compose-error.ts';
import { composeServiceToSpec } from '../docker/compose/compose-service-to-spec.ts';
import { imageWithTag } from '../docker/image-reference.ts';
import { compareNatural } from '../docker/text/natural-order.ts';
import type { ImageSpec } from '../simulation/scenario.ts';
import type { ServiceSpec } from '../simulation/vocabulary.ts';
import { grouped, limits } from './limits.ts';
import type { ProblemList } from './problem-list.ts';
import { suggestion } from './suggest.ts';

type Images = Readonly<Record<string, ImageSpec>>;

/** Services by name; images must be declared. `warn` is told of compose's words that have no effect here. */
export function readServices(
  written: Readonly<Record<string, unknown>>,
  images: Images,
  problems: ProblemList,
  warn: (text: string) => void,
): ServiceSpec[] {
  const specs: ServiceSpec[] = [];
  for (const name of Object.keys(written).sort(compareNatural)) {
    const spec = readService(name, written[name], problems, warn);
    if (spec === null) continue;
    const undeclared = undeclaredImage(spec.task.container.image, images);
    if (undeclared !== null) problems.add(['services', name, 'image'], undeclared);
    checkMode(spec, problems);
    checkPorts(spec, specs, problems);
    specs.push(spec);
  }
  return specs;
}

function readService(
  name: string,
  entry: unknown,
  problems: ProblemList,
  warn: (text: string) => void,
): ServiceSpec | null {
  try {
    const { spec, ignored } = composeServiceToSpec(name, entry);
    if (ignored.length > 0)
      warn(`services.${name}: ${ignored.join(', ')} ${ignored.length === 1 ? 'has' : 'have'} no effect`);
    return spec;
  } catch (error) {
    if (!(error instanceof ComposeError)) throw error;
    const path = ['services', name, ...error.path];
    const place = error.isKey ? problems.source.placeOfKey(path) : problems.source.placeOf(path);
    problems.addAt(place, `${path.join('.')}: ${error.message}`);
    return null;
  }
}

function checkMode({ name, mode }: ServiceSpec, problems: ProblemList): void {
  if (mode.kind === 'replicated' && mode.replicas > limits.replicas) {
    problems.add(['services', name, 'deploy', 'replicas'], tooManyReplicas(mode.replicas));
  }
}

export function tooManyReplicas(replicas: number): string {
  return `${grouped(replicas)} replicas: a service has at most ${grouped(limits.replicas)}`;
}

/** What the swarm would refuse as it creates the services. Two services may have the same port in host mode. */
function checkPorts(spec: ServiceSpec, others: readonly ServiceSpec[], problems: ProblemList): void {
  for (const port of spec.endpoint.ports) {
    const other = others.find(({ endpoint }) =>
      endpoint.ports.some(
        ({ publishedPort, protocol, publishMode }) =>
          publishedPort !== 0 &&
          publishedPort === port.publishedPort &&
          protocol === port.protocol &&
          (publishMode === 'ingress' || port.publishMode === 'ingress'),
      ),
    );
    if (other === undefined) continue;
    const message = `services.${spec.name}: the port ${port.publishedPort} is already published by ${other.name}`;
    problems.add(['services', spec.name, 'ports'], message);
    return;
  }
}

/** An image that the scenario does not declare has no behaviour: what to say of it, or `null` if it is declared. */
export function undeclaredImage(reference: string, images: Images): string | null {
  const name = imageWithTag(reference);
  if (Object.hasOwn(images, name)) return null;
  return `the image "${reference}" is not declared under images${suggestion(name, Object.keys(images))}`;
}
