import { DockerUsageError } from '../../command-line/usage-error.ts';

/** Go templates are a language of their own; none of it is understood here. `table` and no format at all are the plain table. */
export function refuseFormat(format: string | undefined, command: string): void {
  if (format === undefined || format === '' || format === 'table') return;
  throw new DockerUsageError(`${command} --format: Go templates are not simulated; leave --format out`);
}
