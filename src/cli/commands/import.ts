import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Argv } from 'yargs';
import { importScenario } from '../../import/import-scenario.ts';
import { diskLines } from '../../import/log/disk-lines.ts';
import type { TextFile } from '../../import/text-file.ts';
import { asOutputError } from '../../report/folder/output-error.ts';
import { diskFiles } from '../../scenario/disk-files.ts';
import { ExitCode } from '../exit-code.ts';
import type { Streams } from '../streams.ts';
import { UsageError } from '../usage-error.ts';

export interface ImportOptions {
  readonly nodes?: readonly string[];
  readonly services?: readonly string[];
  readonly stats?: readonly string[];
  readonly compose?: readonly string[];
  readonly log?: readonly string[];
  readonly csv?: readonly string[];
  readonly to?: string;
  readonly fit: boolean;
  readonly demand: 'fit' | 'trace';
  readonly out?: string;
  readonly force: boolean;
}

const files = { type: 'string', array: true, nargs: 1 } as const;
const standardInput = '-';

export const importFlags = {
  nodes: { ...files, describe: 'What docker node inspect $(docker node ls -q) prints' },
  services: { ...files, describe: 'What docker service inspect $(docker service ls -q) prints' },
  stats: { ...files, describe: 'What docker stats --no-stream --format json prints on a node' },
  compose: { ...files, describe: 'A compose file, in the place of --services' },
  log: { ...files, describe: 'An access log: HAProxy’s HTTP log, Common or Combined Log Format' },
  csv: { ...files, describe: 'Requests as CSV with the columns time_s and duration_ms, or their like' },
  to: { type: 'string', describe: 'Where the logged requests go, e.g. nodes:8080 (default: the first published port)' },
  fit: { type: 'boolean', default: false, describe: 'Fit the rate of arrivals instead of keeping their times' },
  demand: {
    choices: ['fit', 'trace'],
    default: 'fit',
    describe: 'Durations make a law for the image, or go with each request of the trace',
  },
  out: { type: 'string', describe: 'The scenario to write, its trace beside it (default: print the scenario)' },
  force: { type: 'boolean', default: false, describe: 'Replace files that are there' },
} as const;

export function describeImport(yargs: Argv): Argv<ImportOptions> {
  return yargs
    .options(importFlags)
    .example('$0 import --nodes nodes.json --services services.json --out my.yaml', 'A running swarm')
    .example('$0 import --compose compose.yaml --log haproxy.log --out my.yaml', 'A stack and its traffic')
    .example(
      'zcat log.gz | $0 import --log - --fit',
      'A log alone; - is the standard input',
    ) as unknown as Argv<ImportOptions>;
}

/** Writes a scenario that says of each value whether it was measured or is assumed. */
export function importFiles(options: ImportOptions, streams: Streams): ExitCode {
  const { nodes = [], services = [], stats = [], compose = [], log = [], csv = [] } = options;
  const named = [nodes, services, stats, compose, log, csv].flat();
  const sources = [...nodes, ...services, ...compose, ...log, ...csv];
  if (sources.length === 0) throw new UsageError('import of what? Give --nodes, --services, --compose, --log or --csv');
  if (named.filter((file) => file === standardInput).length > 1)
    throw new UsageError('- is given more than once: there is only one standard input');
  checkDemand(options, log.length + csv.length);
  const hasTrace = log.length + csv.length > 0 && !options.fit;
  const { out } = options;
  if (hasTrace && out === undefined)
    throw new UsageError(
      'the trace needs a file beside the scenario: say where with --out my.yaml (or fit the arrivals with --fit)',
    );
  const tracePath = out === undefined ? '' : join(dirname(out), `${basename(out, extname(out))}.trace.csv`);
  if (out !== undefined) checkFree(hasTrace ? [out, tracePath] : [out], options.force);
  const made = importScenario(
    {
      nodes: nodes.map(readText),
      services: services.map(readText),
      stats: stats.map(readText),
      compose: compose.map(readText),
      logs: [
        ...log.map((file) => ({ file, kind: 'log', lines: diskLines(file) }) as const),
        ...csv.map((file) => ({ file, kind: 'csv', lines: diskLines(file) }) as const),
      ],
    },
    { to: options.to ?? null, fitArrivals: options.fit, demand: options.demand, traceName: basename(tracePath) },
  );
  for (const note of made.notes) streams.err(`note: ${note}\n`);
  if (out === undefined) {
    streams.out(made.scenario);
    return ExitCode.fine;
  }
  if (made.trace !== null) write(tracePath, made.trace);
  write(out, made.scenario);
  const written = made.trace === null ? out : `${out} and ${tracePath}`;
  streams.out(`Wrote ${written}. Next: seatrial run ${out}\n`);
  return ExitCode.fine;
}

function checkDemand({ demand, fit }: ImportOptions, logs: number): void {
  if (demand === 'trace' && (fit || logs === 0))
    throw new UsageError(
      fit ? '--demand trace needs the trace that --fit does without' : '--demand trace needs a log: --log or --csv',
    );
}

function checkFree(paths: readonly string[], force: boolean): void {
  const taken = force ? undefined : paths.find((path) => existsSync(path));
  if (taken !== undefined) throw new UsageError(`${taken} is there already: name another file, or give --force`);
}

function readText(file: string): TextFile {
  return { file, text: file === standardInput ? readFileSync(0, 'utf8') : diskFiles.read(file) };
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw asOutputError(error, path);
  }
}
