import type { Flag, FlagValues } from './flag.ts';
import { DockerUsageError } from './usage-error.ts';

/** The syntax of one command: what may stand on its line, and what it is read as. */
export interface Command<P> {
  /** `service create` */
  readonly path: string;
  /** Other last words for the same command: `list` for `ls`. */
  readonly aliases: readonly string[];
  /** What stands after the path in its usage line: `[OPTIONS] IMAGE [COMMAND] [ARG...]` */
  readonly synopsis: string;
  readonly short: string;
  readonly operands: OperandRule;
  /** Flags may follow operands. */
  readonly interspersed: boolean;
  readonly flags: readonly Flag<unknown>[];
  /** Puts the parts together. Throws {@link DockerUsageError} where they contradict each other. */
  readonly read: (flags: FlagValues, operands: readonly string[]) => P;
}

/** How many operands a command takes; docker/cli `cli/required.go`. */
export type OperandRule = 'none' | { readonly exactly: number } | { readonly atLeast: number };

export function usageLine(command: { readonly path: string; readonly synopsis: string }): string {
  return ['docker', command.path, command.synopsis].filter((part) => part !== '').join(' ');
}

/** @throws {DockerUsageError} docker/cli's text for a wrong number of operands */
export function checkOperandCount(command: Omit<Command<unknown>, 'read'>, count: number): void {
  const rule = command.operands;
  const path = `docker ${command.path}`;
  const usage = `\n\nUsage:  ${usageLine(command)}\n\n`;
  if (rule === 'none') {
    if (count > 0)
      throw new DockerUsageError(
        `docker: '${path}' accepts no arguments${usage}Run '${path} --help' for more information`,
      );
  } else if ('exactly' in rule) {
    if (count === rule.exactly) return;
    throw new DockerUsageError(
      `docker: '${path}' requires ${argumentCount(rule.exactly)}${usage}Run '${path} --help' for more information`,
    );
  } else if (count < rule.atLeast) {
    throw new DockerUsageError(
      `docker: '${path}' requires at least ${argumentCount(rule.atLeast)}${usage}See '${path} --help' for more information`,
    );
  }
}

function argumentCount(count: number): string {
  return `${count} ${count === 1 ? 'argument' : 'arguments'}`;
}
