import type { PortConfig } from '../../../swarm/objects/service.ts';
import type { Command } from '../../command-line/command.ts';
import type { FlagValues } from '../../command-line/flag.ts';
import { flag } from '../../command-line/flag.ts';
import { bool, cpus, int, text } from '../../command-line/flag-types.ts';
import { DockerUsageError } from '../../command-line/usage-error.ts';
import { parseImageReference } from '../../image-reference.ts';
import { checkLabel } from '../values/labels.ts';
import { parseMount } from '../values/mount.ts';
import { parsePublish } from '../values/ports.ts';

/** `docker run`: a container of its own, beside those of services. */
export interface ContainerRun {
  readonly kind: 'run';
  /** Empty = the engine invents one. */
  readonly name: string;
  readonly image: string;
  /** What is run instead of what the image says. */
  readonly command: readonly string[];
  readonly detach: boolean;
  readonly ports: readonly PortConfig[];
  readonly mounts: readonly { readonly source: string; readonly target: string }[];
}

const usageError = 125;
const inert = { withoutEffect: true } as const;
const detach = bool('detach', { shorthand: 'd' });
const name = text('name');
const publish = flag('publish', (value) => parsePublish(value, 'ignore host ip'), { shorthand: 'p' });
const volume = text('volume', { shorthand: 'v' });
const mount = flag('mount', parseMount);

export const containerRun: Command<ContainerRun> = {
  path: 'run',
  aliases: [],
  synopsis: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  short: 'Create and run a new container from an image',
  operands: { atLeast: 1 },
  interspersed: false,
  flags: [
    ...[detach, name, publish, volume, mount],
    ...[bool('interactive', { shorthand: 'i', ...inert }), bool('tty', { shorthand: 't', ...inert })],
    ...[bool('rm', inert), text('restart', inert), bool('init', inert), bool('privileged', inert)],
    ...[text('env', { shorthand: 'e', ...inert }), text('env-file', inert), text('pull', inert)],
    ...[flag('label', checkLabel, { shorthand: 'l', ...inert }), text('hostname', { shorthand: 'h', ...inert })],
    ...[text('network', inert), text('net', inert), text('network-alias', inert), text('link', inert)],
    ...[text('add-host', inert), text('dns', inert), text('ip', inert), text('expose', inert)],
    ...[text('user', { shorthand: 'u', ...inert }), text('workdir', { shorthand: 'w', ...inert })],
    ...[
      text('memory', { shorthand: 'm', ...inert }),
      cpus('cpus', inert),
      int('cpu-shares', { shorthand: 'c', ...inert }),
    ],
    ...[text('log-driver', inert), text('log-opt', inert), text('ulimit', inert), text('sysctl', inert)],
    ...[text('cap-add', inert), text('cap-drop', inert), text('security-opt', inert), text('tmpfs', inert)],
    ...[bool('read-only', inert), bool('quiet', { shorthand: 'q', ...inert }), text('platform', inert)],
    ...[text('stop-signal', inert), int('stop-timeout', inert), text('entrypoint', inert), text('cidfile', inert)],
  ],
  read: (flags, [image = '', ...command]) => {
    if (parseImageReference(image) === null) throw refused('invalid reference format');
    return {
      kind: 'run',
      name: nameOf(flags),
      image,
      command,
      detach: flags.last(detach) === true,
      ports: flags.all(publish).flat(),
      mounts: [...flags.all(volume).map(mountOf), ...flags.all(mount)],
    };
  },
};

/** Source: moby `daemon/names/names.go`. */
function nameOf(flags: FlagValues): string {
  const given = flags.last(name) ?? '';
  if (given === '' || /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(given)) return given;
  const problem = `Invalid container name (${given}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`;
  throw refused(`Error response from daemon: ${problem}`);
}

/** `SOURCE:TARGET[:ro]`. */
function mountOf(written: string): { readonly source: string; readonly target: string } {
  const parts = written.split(':');
  const [source = '', target = source] = parts;
  const isKnown = parts.length <= 3 && source !== '' && target.startsWith('/');
  if (!isKnown) throw refused(`Error response from daemon: invalid volume specification: '${written}'`);
  return { source: parts.length === 1 ? '' : source, target };
}

function refused(message: string): DockerUsageError {
  return new DockerUsageError(`docker: ${message}\n\nRun 'docker run --help' for more information`, usageError);
}
