import { suggestion } from '../scenario/suggest.ts';

/** What the parser of the command line says, in one line that says what would be right. `args` as they were typed. */
export function usageWords(message: string, args: readonly string[], flags: readonly string[]): string {
  const command = args[0] ?? '';
  const [unknown] = /^Unknown arguments?: (.*)$/.exec(message)?.slice(1) ?? [];
  if (unknown !== undefined) return unknownWords(unknown.split(', ')[0] ?? '', command, args, flags);
  const [valueless] = /^Not enough arguments following: (.*)$/.exec(message)?.slice(1) ?? [];
  if (valueless !== undefined) return `--${valueless} needs a value`;
  if (message.startsWith('Not enough non-option arguments')) {
    if (command === 'diff')
      return 'diff needs the folders of two runs, e.g. seatrial diff reports/before reports/after';
    if (command === 'worker') return 'worker needs the address of a Redis, e.g. seatrial worker redis://10.0.0.5';
    return `${command} needs a scenario, e.g. seatrial ${command} my.yaml`;
  }
  const [, flag, given = '', choices = ''] = /Argument: (\S+), Given: "?(.*?)"?, Choices: (.*)/.exec(message) ?? [];
  if (flag !== undefined) return `--${flag} takes one of ${choices.replaceAll('"', '')}; found "${given}"`;
  return message.replaceAll(/\s*\n\s*/g, ' ');
}

function unknownWords(word: string, command: string, args: readonly string[], flags: readonly string[]): string {
  const dashed = args.find((arg) => arg.startsWith('-') && arg.replace(/^--?/, '').replace(/=.*/, '') === word);
  if (dashed === undefined) return `${command} takes no "${word}"`;
  const known = flags.map((flag) => `--${flag}`);
  return `${command} has no flag ${dashed.replace(/=.*/, '')}${suggestion(dashed.replace(/=.*/, ''), known)}`;
}
