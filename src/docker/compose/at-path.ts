import { ControlError } from '../../swarm/control/control-error.ts';
import { DockerUsageError } from '../command-line/usage-error.ts';
import { ComposeError } from './compose-error.ts';

/** What engines and managers refuse is told without the transport's preamble: there is no engine to have answered. */
const preamble = /^Error response from daemon: (rpc error: code = \w+ desc = )?/;

/** Runs a reader; what it refuses becomes an error of the key at `path`. */
export function atPath<T>(path: readonly (string | number)[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ComposeError) throw error;
    if (error instanceof ControlError) throw new ComposeError(path, error.desc);
    if (error instanceof DockerUsageError) throw new ComposeError(path, error.message.replace(preamble, ''));
    if (error instanceof Error) throw new ComposeError(path, error.message);
    throw error;
  }
}
