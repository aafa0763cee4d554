import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { allFamilies, familiesNotRunYet } from './all-families.ts';
import type { Family } from './family.ts';
import { findGoldenFiles } from './golden-files.ts';
import { knownFailures } from './known-failures.ts';
import { runFamilies } from './run-families.ts';

const files = findGoldenFiles([fileURLToPath(new URL('../golden', import.meta.url))]);
const minuteMs = 60_000;

describe('the recorded decisions', () => {
  it('are all of a known family', () => {
    const none: Family[] = allFamilies.map((family) => ({ ...family, *run() {} }));
    const { faults } = runFamilies(files, none, familiesNotRunYet);
    expect(faults.filter((fault) => !fault.endsWith('holds no case'))).toEqual([]);
  });

  it.each(allFamilies.map((family) => [family.name, family] as const))(
    'of family %s agree with ours',
    (_, family) => {
      const own = files.filter((found) => 'file' in found && family.accepts(found.file));
      const { families, faults } = runFamilies(own, [family], []);
      // A recording that several families look at need not hold a case for each of them.
      const shared = allFamilies.filter((other) => own.some((found) => 'file' in found && other.accepts(found.file)));
      expect(faults.filter((fault) => shared.length === 1 || !fault.endsWith('holds no case'))).toEqual([]);
      const failures = (families[0]?.failures ?? []).map(({ id, difference }) => `${family.name}/${id}: ${difference}`);
      const known = knownFailures.filter(({ cases }) => cases.startsWith(`${family.name}/`));
      const isKnown = (failure: string) => known.some(({ cases }) => failure.startsWith(cases));
      expect(failures.filter((failure) => !isKnown(failure))).toEqual([]);
      for (const { cases, atMost } of known) {
        const failing = failures
          .filter((failure) => failure.startsWith(cases))
          .map((failure) => failure.split('\n', 1)[0]);
        expect(failing.length, `${cases}: known to fail, and all agree`).toBeGreaterThan(0);
        expect(failing.length, `more fail than are known:\n${failing.join('\n')}`).toBeLessThanOrEqual(atMost);
      }
    },
    3 * minuteMs,
  );
});

describe('the conformance run', () => {
  const agreeing: Family = {
    name: 'even',
    accepts: ({ family }) => family === 'even',
    *run(file) {
      for (const n of (file as { cases: number[] }).cases) {
        yield n % 2 === 0 ? { id: `${n}`, passed: true } : { id: `${n}`, passed: false, difference: 'odd' };
      }
    },
  };

  function run(content: string) {
    const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'file.json'), content);
    return runFamilies(findGoldenFiles([folder]), [agreeing], ['later']);
  }

  it('counts the cases and names those that fail', () => {
    expect(run('{"family": "even", "cases": [2, 3, 4]}').families).toEqual([
      { family: 'even', cases: 3, passed: ['2', '4'], failures: [{ id: '3', difference: 'odd' }] },
    ]);
  });

  it('names a family that is not run yet', () => {
    expect(run('{"family": "later"}').notRunYet.map(({ family }) => family)).toEqual(['later']);
  });

  it.each([
    ['an unknown family', '{"family": "odd"}', "unknown family 'odd'"],
    ['a file without a family', '{"cases": []}', 'names no family'],
    ['a file that is not JSON', '{', 'JSON'],
    ['a file without cases', '{"family": "even", "cases": []}', 'holds no case'],
    ['a file that is not what its family says', '{"family": "even"}', 'family even threw'],
  ])('finds fault with %s', (_, content, fault) => {
    expect(run(content).faults.join('\n')).toContain(fault);
  });

  it('finds fault with a folder that is not there, and with nothing to run', () => {
    const { faults } = runFamilies(findGoldenFiles(['/no/such/folder']), [agreeing], []);
    expect(faults).toEqual(['/no/such/folder: no such folder', 'no case has been run']);
  });
});
