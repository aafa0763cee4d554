// Do intervals cover the truth as often as they say? `npm run coverage-study` (a quarter of an hour of CPU time), or
// `npm run coverage-study -- means stopping comparisons=200` for some of it. Prints the tables of docs/background/statistics.md;
// exits 1 if a share lies outside its bounds.
import { coverageOfMeans } from './means.ts';
import { type PairingRow, pairingFactors } from './pairing.ts';
import { coverageOfPercentiles } from './percentiles.ts';
import { comparisonsOfPlacements } from './placements.ts';
import { coverageOfStopping } from './stopping.ts';
import type { StudyRow } from './study-row.ts';

const studies: Readonly<Record<string, (comparisons: number) => StudyRow[]>> = {
  means: (comparisons) => coverageOfMeans(comparisons, [5, 10, 20]),
  placements: (comparisons) => comparisonsOfPlacements(comparisons, [10, 20]),
  stopping: (comparisons) => coverageOfStopping(comparisons, [0.05, 0.1]),
  // No bounds to keep, and long runs: a quarter of the comparisons is enough.
  percentiles: (comparisons) =>
    coverageOfPercentiles(Math.ceil(comparisons / 4), [
      { requests: 1000, replications: [10, 50] },
      { requests: 10_000, replications: [10, 20] },
    ]),
};

function main(args: readonly string[]): number {
  const comparisons = Number(args.find((word) => word.startsWith('comparisons='))?.split('=')[1] ?? 1000);
  const names = args.filter((word) => !word.includes('='));
  const unknown = names.find((name) => name !== 'pairing' && studies[name] === undefined);
  if (unknown !== undefined || !(comparisons >= 1)) {
    console.error(`usage: coverage-study [${Object.keys(studies).join('|')}|pairing]… [comparisons=1000]`);
    return 2;
  }
  const wanted = (name: string) => names.length === 0 || names.includes(name);
  const rows = Object.entries(studies).flatMap(([name, study]) => (wanted(name) ? study(comparisons) : []));
  if (rows.length > 0) printRows(rows);
  if (wanted('pairing')) printPairing(pairingFactors(Math.ceil(comparisons / 10)));
  return rows.every(isAllowed) ? 0 : 1;
}

function printRows(rows: readonly StudyRow[]): void {
  console.log('| what | replications | comparisons | share | allowed |\n|---|---|---|---|---|');
  for (const row of rows) {
    const allowed = row.binding ? row.claim.allowed.map((bound) => percent(bound)).join(' to ') : '–';
    const share = `${percent(row.hits / row.comparisons)}${isAllowed(row) ? '' : ' **outside**'}`;
    console.log(`| ${row.what} | ${row.replications ?? 'until narrow'} | ${row.comparisons} | ${share} | ${allowed} |`);
  }
}

function printPairing(rows: readonly PairingRow[]): void {
  console.log('\n| difference | narrower by the factor | as good as so many times more replications |\n|---|---|---|');
  for (const { what, factor } of rows) console.log(`| ${what} | ${factor.toFixed(2)} | ${(factor ** 2).toFixed(1)} |`);
}

function isAllowed({ hits, comparisons, claim, binding }: StudyRow): boolean {
  const [low, high] = claim.allowed;
  return !binding || (hits / comparisons >= low && hits / comparisons <= high);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

process.exitCode = main(process.argv.slice(2));
