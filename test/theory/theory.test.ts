import { describe, expect, it } from 'vitest';
import { checkRow } from './check-row.ts';
import { theoryRows } from './rows/all.ts';

/** Interval tests: theory within t(0.9995)·se of the mean of 20 replications, and that interval narrow. */
describe.each(theoryRows.map((row) => [row.name, row] as const))('theory: %s', (_name, row) => {
  it.each(row.examples.map((parameters) => [JSON.stringify(parameters), parameters] as const))(
    '%s',
    (_words, parameters) => {
      for (const finding of checkRow(row, parameters)) {
        expect(finding, finding.quantity).toMatchObject({ covers: true, narrow: true });
      }
    },
    120_000,
  );
});
