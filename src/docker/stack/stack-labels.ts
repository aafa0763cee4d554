/** Labels by which `docker stack` knows its own. Source: docker/cli `cli/compose/convert`. */
export const stackLabel = 'com.docker.stack.namespace';
/** The image as the compose file names it. */
export const imageLabel = 'com.docker.stack.image';

type Labels = Readonly<Record<string, string>>;

export function isOfStack(labels: Labels): boolean {
  return Object.hasOwn(labels, stackLabel);
}

/** `null` = of none. */
export function stackOf(labels: Labels): string | null {
  return labels[stackLabel] ?? null;
}
