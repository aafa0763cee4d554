import { checkRow, leastReplications } from './check-row.ts';
import type { Parameters, TheoryRow } from './row.ts';
import { theoryRows } from './rows/all.ts';

/**
 * npm run theory                                   the examples of each row
 * npm run theory -- --long                         all of them, the long ones too
 * npm run theory -- mm1 lambda=0.7 requests=1e6    one row at any parameters (replications=40 for more of them)
 */
function main(args: readonly string[]): number {
  const names = args.filter((word) => !word.includes('=') && !word.startsWith('--'));
  const unknown = names.find((name) => !theoryRows.some((row) => row.name === name));
  if (unknown !== undefined) {
    console.error(`no row "${unknown}"; there are: ${theoryRows.map((row) => row.name).join(', ')}`);
    return 2;
  }
  const given = Object.fromEntries(args.filter((word) => word.includes('=')).map(parseParameter));
  const rows = names.length === 0 ? theoryRows : theoryRows.filter((row) => names.includes(row.name));
  let failures = 0;
  for (const row of rows) {
    console.log(`${row.name}: ${row.law}`);
    for (const parameters of parameterSets(row, given, args.includes('--long')))
      failures += printFindings(row, parameters);
  }
  console.log(failures === 0 ? 'all hold' : `${failures} do not hold`);
  return failures === 0 ? 0 : 1;
}

function parseParameter(word: string): [string, number] {
  const [name = '', value = ''] = word.split('=');
  const number = Number(value);
  if (value === '' || Number.isNaN(number)) throw new RangeError(`${word}: a number must follow the =`);
  return [name, number];
}

function parameterSets(row: TheoryRow, given: Parameters, long: boolean): readonly Parameters[] {
  if (Object.keys(given).length > 0) return [{ ...row.examples[0], ...given }];
  return long ? [...row.examples, ...row.longExamples] : row.examples;
}

function printFindings(row: TheoryRow, parameters: Parameters): number {
  const { replications = leastReplications, ...own } = parameters;
  let failures = 0;
  for (const finding of checkRow(row, own, replications)) {
    const verdict = finding.covers && finding.narrow ? 'holds' : finding.covers ? 'TOO WIDE TO TELL' : 'DOES NOT HOLD';
    if (verdict !== 'holds') failures += 1;
    const words = Object.keys(own).map((name) => `${name}=${own[name]}`);
    const { mean, halfWidth } = finding.interval;
    console.log(
      `  ${words.join(' ')}  ${finding.quantity} = ${mean.toFixed(5)} ± ${halfWidth.toFixed(5)}, theory ${finding.expected.toFixed(5)}: ${verdict}`,
    );
  }
  return failures;
}

process.exitCode = main(process.argv.slice(2));
