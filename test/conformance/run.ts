// npm run conformance -- --help
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allFamilies, familiesNotRunYet } from './all-families.ts';
import { findGoldenFiles } from './golden-files.ts';
import { type ConformanceResult, runFamilies } from './run-families.ts';
import { type RunOptions, readOptions } from './run-options.ts';

const ownRecordings = fileURLToPath(new URL('../golden', import.meta.url));

const options = readOptions(process.argv.slice(2));
if ('text' in options) {
  console.log(options.text);
  process.exitCode = options.ok ? 0 : 2;
} else run(options);

function run({ folders, only }: RunOptions): void {
  const families = allFamilies.filter(
    ({ name }) => only.length === 0 || only.some(({ family }) => name.startsWith(family)),
  );
  const result = runFamilies(
    findGoldenFiles(folders.length > 0 ? folders : [ownRecordings]).filter(
      (found) => only.length === 0 || ('file' in found && families.some((family) => family.accepts(found.file))),
    ),
    families,
    familiesNotRunYet,
    (name, id) =>
      only.length === 0 || only.some(({ family, caseId }) => name.startsWith(family) && id.startsWith(caseId)),
  );
  print(result);
  const failed = result.faults.length > 0 || result.families.some(({ failures }) => failures.length > 0);
  process.exitCode = failed ? 1 : 0;
}

function print({ families, notRunYet, faults }: ConformanceResult): void {
  for (const { family, failures } of families) {
    for (const { id, difference } of failures) console.log(`${family}/${id}: ${difference}`);
  }
  const rows = [
    ['family', 'cases', 'passed', ''],
    ...families.map(({ family, cases, passed }) => [
      family,
      `${cases}`,
      `${passed.length}`,
      percent(passed.length, cases),
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  console.log('');
  for (const row of rows) {
    const cells = row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)));
    console.log(cells.join('  ').trimEnd());
  }
  if (notRunYet.length > 0) {
    console.log('\nnot run yet:');
    for (const { path, family } of notRunYet) console.log(`  ${relative('.', path)} (${family})`);
  }
  for (const fault of faults) console.error(`fault: ${fault}`);
}

function percent(passed: number, cases: number): string {
  return cases === 0 ? '' : `${((100 * passed) / cases).toFixed(1)} %`;
}
