import { clientCommit, clientVersion, engineApiVersion } from './client-version.ts';
import type { Command } from './command-line/command.ts';
import { checkOperandCount, usageLine } from './command-line/command.ts';
import type { Flag, FlagValues } from './command-line/flag.ts';
import { bool, text } from './command-line/flag-types.ts';
import type { ParsedFlags } from './command-line/parse-flags.ts';
import { FlagError, parseFlags } from './command-line/parse-flags.ts';
import { DockerUsageError } from './command-line/usage-error.ts';
import { splitWords, WordError } from './command-line/words.ts';
import type { CommandForm } from './syntax/commands.ts';
import { commands, commandsNotSimulated } from './syntax/commands.ts';

/** A command line that stands on its own: what is left to say about it depends on the machine and the swarm where it runs. */
export interface ParsedCommand {
  readonly line: string;
  readonly form: CommandForm;
  /** Flags that Docker takes and that change nothing here, with their dashes. */
  readonly ignoredFlags: readonly string[];
}

const usageErrorOfFlag = 125;

const versionFlag = bool('version', { shorthand: 'v' });
const globalFlags: readonly Flag<unknown>[] = [
  versionFlag,
  text('config'),
  text('context', { shorthand: 'c' }),
  bool('debug', { shorthand: 'D' }),
  text('host', { shorthand: 'H' }),
  text('log-level', { shorthand: 'l' }),
  bool('tls'),
  text('tlscacert'),
  text('tlscert'),
  text('tlskey'),
  bool('tlsverify'),
];
const root = { path: '', synopsis: '[OPTIONS] COMMAND [ARG...]' };

/**
 * Reads one line of Docker's command language, `docker service update --image web:2 web`, and finds everything that is
 * wrong with it by itself. Source: docker/cli 28.
 *
 * @throws {DockerUsageError} with the client's own text and exit code
 */
export function parseCommand(line: string): ParsedCommand {
  const [program, ...words] = wordsOf(line);
  if (program !== 'docker') throw new DockerUsageError(`expected a docker command, got '${line.trim()}'`);
  const global = readFlags(words, globalFlags, root);
  const [group = '', ...rest] = global.operands;
  if (global.flags.last(versionFlag) === true)
    return textOnly(line, `Docker version ${clientVersion}, build ${clientCommit}\n`);
  if (group === '') return textOnly(line, usageOfGroup(''));
  const single = commands.find((command) => command.path === group);
  if (single !== undefined) return readCommand(line, single, rest);
  if (!commands.some((command) => command.path.startsWith(`${group} `))) throw unknownCommand(group, root);
  return readGroup(line, group, rest);
}

function readGroup(line: string, group: string, words: readonly string[]): ParsedCommand {
  // The only group that has a flag of its own, a hidden one.
  const place = { path: group, synopsis: group === 'stack' ? '[OPTIONS]' : '' };
  const parsed = readFlags(words, [], place);
  const [name = '', ...rest] = parsed.operands;
  if (name === '') return textOnly(line, usageOfGroup(group));
  const command = commands.find(
    ({ path, aliases }) => [path.split(' ')[1], ...aliases].includes(name) && path.startsWith(`${group} `),
  );
  if (command === undefined) throw unknownCommand(`${group} ${name}`, place);
  return readCommand(line, command, rest);
}

function readCommand(line: string, command: Command<CommandForm>, words: readonly string[]): ParsedCommand {
  const { flags, operands, help } = readFlags(words, command.flags, command, command.interspersed);
  if (help || (command.path === 'swarm update' && words.length === 0)) return textOnly(line, helpOf(command));
  refuseNewFlags(command.flags, flags);
  checkOperandCount(command, operands.length);
  return {
    line,
    form: command.read(flags, operands),
    ignoredFlags: command.flags
      .filter((flag) => flag.withoutEffect && flags.isGiven(flag))
      .map((flag) => `--${flag.name}`),
  };
}

function wordsOf(line: string): string[] {
  try {
    return splitWords(line);
  } catch (error) {
    if (error instanceof WordError) throw new DockerUsageError(error.message);
    throw error;
  }
}

function readFlags(
  words: readonly string[],
  known: readonly Flag<unknown>[],
  place: { readonly path: string; readonly synopsis: string },
  interspersed = false,
): ParsedFlags {
  try {
    return parseFlags(words, known, interspersed);
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    const help = `docker ${place.path}`.trimEnd();
    throw new DockerUsageError(
      `${error.message}\n\nUsage:  ${usageLine(place)}\n\nRun '${help} --help' for more information`,
      usageErrorOfFlag,
    );
  }
}

function refuseNewFlags(known: readonly Flag<unknown>[], given: FlagValues): void {
  const tooNew = known.filter((flag) => flag.since !== '' && given.isGiven(flag));
  if (tooNew.length === 0) return;
  throw new DockerUsageError(
    tooNew
      .map(
        ({ name, since }) =>
          `"--${name}" requires API version ${since}, but the Docker daemon API version is ${engineApiVersion}`,
      )
      .join('\n'),
  );
}

function unknownCommand(path: string, place: { readonly path: string; readonly synopsis: string }): DockerUsageError {
  if (commandsNotSimulated.includes(path)) {
    return new DockerUsageError(
      `'docker ${path}' is not simulated; simulated are: ${commands.map((each) => each.path).join(', ')}`,
    );
  }
  const usage = place.path === '' ? '' : `\n\nUsage:  ${usageLine(place)}`;
  const help = `docker ${place.path}`.trimEnd();
  return new DockerUsageError(
    `docker: unknown command: docker ${path}${usage}\n\nRun '${help} --help' for more information`,
  );
}

function textOnly(line: string, shown: string): ParsedCommand {
  return { line, form: { kind: 'show text', text: shown }, ignoredFlags: [] };
}

function helpOf(command: Command<CommandForm>): string {
  const flags = command.flags.map(
    (flag) => `  ${flag.shorthand === '' ? '    ' : `-${flag.shorthand}, `}--${flag.name}\n`,
  );
  const options = flags.length === 0 ? '' : `\nOptions:\n${flags.join('')}`;
  return `Usage:  ${usageLine(command)}\n\n${command.short}\n${options}`;
}

function usageOfGroup(group: string): string {
  const members = commands.filter(({ path }) => group === '' || path.startsWith(`${group} `));
  const lines = members.map(({ path, short }) => `  ${path.padEnd(18)}${short}\n`);
  return `Usage:  docker ${group === '' ? '[OPTIONS]' : group} COMMAND\n\nCommands:\n${lines.join('')}`;
}
