import { type NamedServer, RuntimeCommandError } from './runtime-command.ts';

interface NamedBackend {
  readonly spec: { readonly name: string; readonly servers: readonly { readonly name: string }[] };
}

/** @throws {RuntimeCommandError} if there is none; in HAProxy's words */
export function findServer<B extends NamedBackend>(
  backends: readonly B[],
  { backend: name, server: serverName }: NamedServer,
): { readonly backend: B; readonly server: number } {
  const backend = backends.find(({ spec }) => spec.name === name);
  if (backend === undefined) throw new RuntimeCommandError('No such backend.');
  const server = backend.spec.servers.findIndex((each) => each.name === serverName);
  if (server < 0) throw new RuntimeCommandError('No such server.');
  return { backend, server };
}
