import { expect, it } from 'vitest';
import type { Argv } from 'yargs';
import { type Command, commands } from '../../src/cli/command-line.ts';

/** Where a reader goes on. */
const readOn: Readonly<Record<string, string>> = {
  run: '[scenarios](../scenario.md), [results](../results.md)',
  compare:
    '[tutorial](../tutorials/compare.md), [results](../experiments.md), [statistics](../background/statistics.md)',
  bench: '[tutorial](../tutorials/regression.md), [how-to](../how-to/regression.md)',
  plan: '[tutorial](../tutorials/capacity.md), [losses and prices](../how-to/survive-and-price.md), [results](../experiments.md)',
  explain: '[how-to](../how-to/explain.md), [placement strategies](../placement.md)',
  shell: '[how-to](../how-to/shell.md)',
  diff: '[how-to](../how-to/regression.md)',
  merge: '[many machines](../how-to/many-machines.md)',
  validate: '[scenarios](../scenario.md)',
  import: '[how-to](../how-to/import.md), [calibrate](../how-to/calibrate.md)',
  init: '[scenarios](../scenario.md)',
  schema: '[scenarios](../scenario.md)',
  worker: '[many machines](../how-to/many-machines.md)',
};

/** What the flags tables use of yargs' options. */
interface Flag {
  readonly type?: 'string' | 'boolean';
  readonly array?: boolean;
  readonly alias?: string;
  readonly default?: string | boolean;
  readonly choices?: readonly string[];
  readonly demandOption?: boolean;
  readonly describe?: string;
}

interface Description {
  readonly positionals: [name: string, flag: Flag][];
  readonly flags: [name: string, flag: Flag][];
  readonly examples: [command: string, what: string][];
  readonly epilogues: string[];
}

/** What a command tells yargs of itself. */
function descriptionOf({ describe }: Command): Description {
  const told: Description = { positionals: [], flags: [], examples: [], epilogues: [] };
  const listener = {
    positional: (name: string, flag: Flag) => tell(told.positionals, [name, flag]),
    options: (flags: Readonly<Record<string, Flag>>) => tell(told.flags, ...Object.entries(flags)),
    example: (command: string, what: string) => tell(told.examples, [command, what]),
    epilogue: (words: string) => tell(told.epilogues, words),
  };
  function tell<T>(list: T[], ...items: T[]) {
    list.push(...items);
    return listener;
  }
  describe(listener as unknown as Argv);
  return told;
}

function section(command: Command): string {
  const name = command.usage.split(' ', 1)[0] ?? '';
  const { positionals, flags, examples, epilogues } = descriptionOf(command);
  expect(flags.map(([flag]) => flag)).toEqual(Object.keys(command.flags));
  const rows = [...positionals.map(([word, flag]) => row(`\`${word}\``, flag)), ...flags.map(flagRow)];
  const parts = [
    `## ${name}`,
    `\`seatrial ${command.usage}\`: ${command.summary.replace(/^./, (letter) => letter.toLowerCase())}.`,
    ...(rows.length === 0 ? [] : [['| word or flag | default | meaning |', '|---|---|---|', ...rows].join('\n')]),
    ['```sh', ...examples.map(([line, what]) => `# ${what}\n${line.replace('$0', 'seatrial')}`), '```'].join('\n'),
    ...epilogues,
    `Read on: ${readOn[name] ?? expect.fail(`where does a reader of ${name} go on?`)}.`,
  ];
  return parts.filter((part) => part !== '```sh\n```').join('\n\n');
}

function flagRow([name, flag]: readonly [string, Flag]): string {
  const alias = flag.alias === undefined ? '' : `, \`-${flag.alias}\``;
  return row(`\`--${name}\`${alias}${flag.array === true ? ', repeatable' : ''}`, flag);
}

function row(name: string, { default: value, demandOption, describe = '', choices = [] }: Flag): string {
  const shown = value === undefined || value === false ? '' : `\`${value}\``;
  const words = choices.length === 0 ? '' : ` (${choices.map((choice) => `\`${choice}\``).join(', ')})`;
  return `| ${name} | ${demandOption === true ? 'required' : shown} | ${escaped(describe)}${words} |`;
}

function escaped(words: string): string {
  return words.replaceAll('|', '\\|').replaceAll('<', '\\<');
}

const page = `# Commands

Every command with its words and flags, as \`seatrial COMMAND --help\` prints them. Made from the flags tables in \`src/cli/commands/\`;
\`npx vitest run test/docs -u\` writes this page anew.

In a clone \`seatrial\` stands for \`npm run -s seatrial --\`. Every command also takes \`--help\` (\`-h\`). No flag is given twice, but for those
that say *repeatable*.

| exit code | meaning |
|---|---|
| 0 | fine |
| 1 | an expectation does not hold, a suite left its baseline, two runs differ, or no value keeps the promises of a plan |
| 2 | the input is wrong: arguments, the scenario (with file, line and column), a command that Docker refuses |
| 3 | the machine is in the way (disk, permissions, Redis), or Seatrial itself is at fault |

${commands.map(section).join('\n\n')}
`;

it('docs/reference/commands.md says what the commands say', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/reference/commands.md');
});
