import { imageWithTag } from '../docker/image-reference.ts';
import type { ImageSpec } from '../simulation/scenario.ts';
import type { CallSpec, ServiceSpec } from '../simulation/vocabulary.ts';
import type { ProblemList } from './problem-list.ts';

/**
 * Refuses calls that lead back to where they began and are, on average, as many or more when they come round: they would never
 * end. By the images that services have at the beginning.
 *
 * @param keys of the images as they are written
 */
export function checkCallCircles(
  images: Readonly<Record<string, ImageSpec>>,
  services: readonly ServiceSpec[],
  keys: readonly string[],
  problems: ProblemList,
): void {
  const imageOf = new Map(services.map(({ name, task }) => [name, imageWithTag(task.container.image)]));
  const done = new Set<string>();

  function visit(image: string, way: readonly CallSpec[], path: readonly string[]): void {
    if (done.has(image)) return;
    for (const call of images[image]?.serving?.calls ?? []) {
      const next = imageOf.get(call.service);
      if (next === undefined) continue;
      const from = [...path, image].indexOf(next);
      if (from < 0) visit(next, [...way, call], [...path, image]);
      else if (callsPerRound([...way, call].slice(from)) >= 1) {
        const circle = [...[...path, image].slice(from), next].join(' → ');
        const key = keys.find((each) => imageWithTag(each) === image) ?? image;
        problems.add(['images', key], `calls in a circle that would never end: ${circle}`);
      }
    }
    done.add(image);
  }

  for (const image of imageOf.values()) visit(image, [], []);
}

/** So many requests come back for each that set out, on average. */
function callsPerRound(calls: readonly CallSpec[]): number {
  return calls.reduce((product, { count, probability }) => product * count * probability, 1);
}
