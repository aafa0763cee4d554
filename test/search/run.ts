import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import yargs from 'yargs';
import { play } from './play.ts';
import { report, search } from './search.ts';
import { haproxyFile, type Written } from './written.ts';

/** `npm run search -- --runs 20000 --seed 7`, or `-- --file scenario.yaml` for one that was found. */
const { runs, seed, file } = yargs(process.argv.slice(2))
  .option('runs', { type: 'number', default: 2000, describe: 'How many scenarios' })
  .option('seed', { type: 'number', default: 1, describe: 'Which ones' })
  .option('file', { type: 'string', describe: 'Instead: this scenario' })
  .strict()
  .parseSync();

const wrong = file === undefined ? searchMany() : checkOne(file);
if (wrong === null) console.log('everything held');
else {
  console.error(wrong);
  process.exitCode = 1;
}

function searchMany(): string | null {
  const finding = search({ runs, seed });
  return finding === null ? null : report(finding, seed);
}

function checkOne(path: string): string | null {
  return play(readWritten(path)).error?.stack ?? null;
}

function readWritten(path: string): Written {
  const scenario = parse(readFileSync(path, 'utf8'));
  const haproxy = scenario.balancers === undefined ? null : readFileSync(join(dirname(path), haproxyFile), 'utf8');
  return { scenario, haproxy };
}
