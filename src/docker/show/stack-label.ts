/** The label by which `docker stack` knows its own. */
const stackLabel = 'com.docker.stack.namespace';

export function isOfStack(labels: Readonly<Record<string, string>>): boolean {
  return Object.hasOwn(labels, stackLabel);
}
