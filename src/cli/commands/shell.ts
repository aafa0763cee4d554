import { writeFileSync } from 'node:fs';
import type { Argv } from 'yargs';
import { diskFiles } from '../../scenario/disk-files.ts';
import { InputError } from '../../scenario/input-error.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { strategiesOf } from '../../scenario/strategies-of.ts';
import { defaultScenario } from '../../shell/default-scenario.ts';
import { emptyGround, ownComputer } from '../../shell/empty-ground.ts';
import { Shell } from '../../shell/shell.ts';
import type { ExitCode } from '../exit-code.ts';
import { runScript } from '../shell-script.ts';
import { runAtTerminal } from '../shell-terminal.ts';
import type { Streams } from '../streams.ts';
import { UsageError } from '../usage-error.ts';

export interface ShellCommandOptions {
  readonly scenario?: string;
  readonly echo: boolean;
  readonly empty: boolean;
}

export const shellFlags = {
  empty: {
    type: 'boolean',
    default: false,
    describe: 'Begin without machines: docker-machine create makes them',
  },
  echo: {
    type: 'boolean',
    default: false,
    describe: 'Print each command as $ COMMAND before its output: a script becomes a transcript',
  },
} as const;

export function describeShell(yargs: Argv): Argv<ShellCommandOptions> {
  return yargs
    .positional('scenario', {
      type: 'string',
      describe: 'Scenario file (YAML) whose swarm it is (default: manager1, worker1 and worker2)',
    })
    .options(shellFlags)
    .example('$0 shell', 'Type docker commands on a swarm of three machines')
    .example('$0 shell my.yaml', "On a scenario's own, under its traffic")
    .example('$0 shell --empty', 'From docker-machine create on')
    .example('$0 shell --echo < session.txt', 'Play a script, and print it as a transcript')
    .epilogue(
      'In the session, help lists what there is besides docker: wait 30s, until converged, crash worker1, save my.yaml…',
    ) as unknown as Argv<ShellCommandOptions>;
}

/** Exit code: that of the session's last command, or the one that `exit` was given. */
export async function shell(options: ShellCommandOptions, streams: Streams): Promise<ExitCode> {
  const path = options.scenario ?? 'session.yaml';
  if (options.scenario !== undefined && options.empty) {
    throw new UsageError('--empty stands in the place of a scenario: give one of the two');
  }
  const builtIn = options.empty ? emptyGround : defaultScenario;
  const source = options.scenario === undefined ? builtIn : diskFiles.read(path);
  const load = (text: string, from: string) =>
    loadScenario({ read: (file) => (file === from ? text : diskFiles.read(file)) }, from, []).scenario;
  const session = new Shell({
    source,
    path,
    load,
    folder: process.cwd(),
    home: options.empty ? ownComputer : '',
    strategies: await strategiesOf(load(source, path), diskFiles),
    readFile: textOrNull,
    write: writeFileSync,
  });
  const input = streams.input ?? process.stdin;
  if ('isTTY' in input && input.isTTY === true) await runAtTerminal(session, input, streams);
  else await runScript(session, input, options.echo, streams);
  return session.exitCode as ExitCode;
}

/** Of a file of the disk, by its path from the working folder. */
function textOrNull(path: string): string | null {
  try {
    return diskFiles.read(path);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
