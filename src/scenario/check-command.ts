import { DockerUsageError } from '../docker/command-line/usage-error.ts';
import { imagesNamed } from '../docker/images-named.ts';
import { parseCommand } from '../docker/parse-command.ts';
import { runIsForTheShell } from '../docker/run/run-container-commands.ts';
import { stackOfFile } from '../docker/stack/stack.ts';
import { common } from '../docker/syntax/service/service-flags.ts';
import { commandsWithin, withoutSubstitutions } from '../simulation/command-substitution.ts';
import type { ImageSpec } from '../simulation/scenario.ts';
import type { ComposeFiles } from './compose-files.ts';
import { limits } from './limits.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';
import { tooManyReplicas, undeclaredImage } from './read-services.ts';

export type KnownImages = Readonly<Record<string, ImageSpec>>;
type CommandForm = ReturnType<typeof parseCommand>['form'];

/**
 * Finds what is wrong with a command before any swarm is asked: Docker's syntax, images without behaviour.
 *
 * @returns the names of the services that it creates; '' = one that the engine invents
 */
export function checkCommand(
  command: string,
  path: Path,
  images: KnownImages,
  composeFiles: ComposeFiles,
  problems: ProblemList,
): string[] {
  const line = command.trim();
  for (const inner of commandsWithin(line)) {
    if (formOf(inner, path, problems) === null) return [];
  }
  const form = formOf(withoutSubstitutions(line), path, problems);
  if (form === null) return [];
  if (form.kind === 'run') problems.add(path, runIsForTheShell);
  if (form.kind === 'stack deploy') return servicesDeployed(form, path, composeFiles);
  for (const image of imagesNamed(form, () => null)) {
    const message = undeclaredImage(image, images);
    if (message !== null) problems.addAt(placeOfWord(image, command, path, problems), message);
  }
  const replicas = mostReplicas(form);
  if (replicas > limits.replicas) {
    problems.addAt(placeOfWord(String(replicas), command, path, problems), tooManyReplicas(replicas));
  }
  return form.kind === 'service create' ? [form.spec.name] : [];
}

/** What is wrong with the file is told where it stands in it. */
function servicesDeployed(
  { stack, file }: CommandForm & { readonly kind: 'stack deploy' },
  path: Path,
  composeFiles: ComposeFiles,
): string[] {
  const composed = composeFiles.read(file, path);
  return composed === null ? [] : stackOfFile(stack, composed).services.map(({ name }) => name);
}

function formOf(line: string, path: Path, problems: ProblemList): CommandForm | null {
  try {
    return parseCommand(line).form;
  } catch (error) {
    if (!(error instanceof DockerUsageError)) throw error;
    problems.add(path, error.message);
    return null;
  }
}

function mostReplicas(form: CommandForm): number {
  if (form.kind === 'service scale') return Math.max(...form.targets.map(({ replicas }) => replicas));
  if (form.kind === 'service create' && form.spec.mode.kind === 'replicated') return form.spec.mode.replicas;
  return form.kind === 'service update' ? (form.flags.last(common.replicas) ?? 0) : 0;
}

/** Where a word of the command stands; if it is written otherwise (`nginx` is `nginx:latest`), where the command does. */
function placeOfWord(word: string, command: string, path: Path, { source }: ProblemList) {
  const [name = ''] = word.split(':');
  const at = [word, name].map((each) => command.indexOf(each)).find((index) => index >= 0);
  return at === undefined ? source.placeOf(path) : source.placeWithin(path, at);
}
