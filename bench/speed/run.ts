// Seatrial's own speed: `npm run speed -- [BENCH…] [--full] [--simjs] [--record]`, by default all of it one after the other, in some
// minutes. --full: the large version of those that have one. --simjs: simjs beside us, installed from npm into a temporary
// folder. --record: the figures go into bench/speed/history.csv.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../../src/cli/inline-more.ts';
import { type Bench, print, record } from './frame.ts';

const benches = [
  'requests',
  'whole-way',
  'mm1',
  'day',
  'swarm',
  'rolling-update',
  'placement',
  'event-lists',
  'memory',
  'executors',
] as const;
const flags = ['--full', '--simjs', '--record'];

const words = process.argv.slice(2);
const asked = words.filter((word) => !word.startsWith('--'));
for (const word of words) {
  const known: readonly string[] = word.startsWith('--') ? flags : benches;
  if (known.includes(word)) continue;
  console.error(`speed: one of ${known.join(', ')} expected; found "${word}"`);
  process.exit(2);
}

const simjs = words.includes('--simjs') ? installSimjs() : null;
for (const name of asked.length > 0 ? asked : benches) {
  console.log(`\n${name}`);
  const { bench } = (await import(`./${name}.js`)) as { bench: Bench };
  const figures = await bench({ full: words.includes('--full'), simjs });
  for (const figure of figures) print(figure);
  if (words.includes('--record')) record('bench/speed/history.csv', name, figures);
}

function installSimjs(): string {
  const folder = mkdtempSync(join(tmpdir(), 'seatrial-simjs-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const words = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, 'simjs@2.0.3'];
  execFileSync('npm', words, { stdio: ['ignore', 'ignore', 'inherit'] });
  return join(folder, 'node_modules', 'simjs');
}
