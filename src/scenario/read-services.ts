import { ComposeError } from '../docker/compose/compose-error.ts';
import { composeServiceToSpec } from '../docker/compose/compose-service-to-spec.ts';
import { imageWithTag } from '../docker/image-reference.ts';
import { compareNatural } from '../docker/text/natural-order.ts';
import type { ImageSpec } from '../simulation/scenario.ts';
import type { ServiceSpec } from '../simulation/vocabulary.ts';
import type { ProblemList } from './problem-list.ts';
import { suggestion } from './suggest.ts';

/** Services by name; images must be declared. `warn` is told of compose's words that have no effect here. */
export function readServices(
  written: Readonly<Record<string, unknown>>,
  images: Readonly<Record<string, ImageSpec>>,
  problems: ProblemList,
  warn: (text: string) => void,
): ServiceSpec[] {
  const specs: ServiceSpec[] = [];
  for (const name of Object.keys(written).sort(compareNatural)) {
    try {
      const { spec, ignored } = composeServiceToSpec(name, written[name]);
      checkImage(spec.task.container.image, images, ['services', name, 'image'], problems);
      if (ignored.length > 0)
        warn(`services.${name}: ${ignored.join(', ')} ${ignored.length === 1 ? 'has' : 'have'} no effect`);
      specs.push(spec);
    } catch (error) {
      if (!(error instanceof ComposeError)) throw error;
      problems.add(['services', name, ...error.path], `services.${[name, ...error.path].join('.')}: ${error.message}`);
    }
  }
  return specs;
}

/** An image that the scenario does not declare has no behaviour. */
export function checkImage(
  reference: string,
  images: Readonly<Record<string, ImageSpec>>,
  path: readonly (string | number)[],
  problems: ProblemList,
): void {
  if (images[imageWithTag(reference)] !== undefined) return;
  problems.add(path, undeclaredImage(reference, images));
}

export function undeclaredImage(reference: string, images: Readonly<Record<string, ImageSpec>>): string {
  const hint = suggestion(imageWithTag(reference), Object.keys(images));
  return `the image "${reference}" is not declared under images${hint}`;
}
