import { stackOf } from '../docker/stack/stack-labels.ts';
import { commands } from '../docker/syntax/commands.ts';
import { compareText } from '../docker/text/natural-order.ts';
import { shellCommands } from './commands.ts';
import { machineActions } from './docker-machine.ts';
import type { Session } from './session.ts';

/** Words that take the name of a machine. */
const ofMachines = ['crash', 'restore', 'partition', 'kill-dockerd', 'stop-dockerd', 'start-dockerd', 'docker-machine'];

/** What the last word of a line may become: commands, flags, names of services, nodes and machines. Sorted. */
export function completions(line: string, session: Session): string[] {
  const words = line.trimStart().split(/\s+/);
  const begun = words.at(-1) ?? '';
  const candidates = words.length === 1 ? ['docker', ...Object.keys(shellCommands)] : afterFirst(words, session);
  return [...new Set(candidates)].filter((word) => word.startsWith(begun)).sort(compareText);
}

function afterFirst(words: readonly string[], session: Session): string[] {
  const [first = '', ...rest] = words;
  const before = rest.slice(0, -1);
  if (first === 'until') return ['converged'];
  if (first === 'docker-machine' && before.length === 0) return ['create', 'ls', 'rm', ...machineActions];
  if (ofMachines.includes(first)) return session.machineNames;
  return first === 'docker' ? ofDocker(before, rest.at(-1) ?? '', session) : [];
}

function ofDocker(before: readonly string[], begun: string, session: Session): string[] {
  const typed = before.join(' ');
  const command = commands.find(({ path }) => `${typed} `.startsWith(`${path} `));
  if (command === undefined) {
    return commands
      .filter(({ path }) => typed === '' || path.startsWith(`${typed} `))
      .flatMap(({ path }) => path.split(' ')[before.length] ?? []);
  }
  if (begun.startsWith('-')) return command.flags.map(({ name }) => `--${name}`);
  const { control } = session.machine.membership?.swarm ?? {};
  if (control === undefined) return [];
  if (command.path.startsWith('service ')) return control.listServices().map(({ spec }) => spec.name);
  if (command.path.startsWith('stack '))
    return control.listServices().flatMap(({ spec }) => stackOf(spec.labels) ?? []);
  return command.path.startsWith('node ')
    ? control.listNodes().flatMap(({ description }) => description?.hostname ?? [])
    : [];
}
