import type { ImageSpec, Scenario } from './scenario.ts';

/** What the scenario says of an image, by a reference with or without its tag; `undefined` = nothing. */
export function findImage({ images }: Pick<Scenario, 'images'>, reference: string): ImageSpec | undefined {
  const name = [reference, `${reference}:latest`].find((each) => Object.hasOwn(images, each));
  return name === undefined ? undefined : images[name];
}
