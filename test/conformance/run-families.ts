import type { Family } from './family.ts';
import type { FoundFile } from './golden-files.ts';

/** What has become of one family's cases, over all files. */
export interface FamilyResult {
  readonly family: string;
  cases: number;
  passed: number;
  readonly failures: { readonly id: string; readonly difference: string }[];
}

export interface ConformanceResult {
  readonly families: readonly FamilyResult[];
  /** Files of families that are known and not run yet. */
  readonly notRunYet: readonly { readonly path: string; readonly family: string }[];
  /** What could not be run: a file that is not one, an unknown family, a family that threw. */
  readonly faults: readonly string[];
}

/** Runs every file by its family. */
export function runFamilies(
  files: readonly FoundFile[],
  families: readonly Family[],
  known: readonly string[],
): ConformanceResult {
  const results = new Map<Family, FamilyResult>();
  const notRunYet: { path: string; family: string }[] = [];
  const faults: string[] = [];
  for (const found of files) {
    if ('fault' in found) {
      faults.push(`${found.path}: ${found.fault}`);
      continue;
    }
    const { path, file } = found;
    const family = families.find((candidate) => candidate.accepts(file));
    if (family !== undefined) {
      const result = results.get(family) ?? { family: family.name, cases: 0, passed: 0, failures: [] };
      results.set(family, result);
      const fault = runFile(family, file, result);
      if (fault !== null) faults.push(`${path}: ${fault}`);
    } else if (known.includes(file.family)) notRunYet.push({ path, family: file.family });
    else faults.push(`${path}: unknown family '${file.family}'`);
  }
  if (results.size === 0) faults.push('no case has been run');
  const inOrder = families.map((family) => results.get(family)).filter((result) => result !== undefined);
  return { families: inOrder, notRunYet, faults };
}

/** Answers what went wrong with the file as a whole, if anything. */
function runFile(family: Family, file: unknown, result: FamilyResult): string | null {
  const before = result.cases;
  try {
    for (const { id, passed, difference } of family.run(file)) {
      result.cases++;
      if (passed) result.passed++;
      else result.failures.push({ id, difference: difference ?? 'no difference given' });
    }
  } catch (error) {
    return `family ${family.name} threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  return result.cases === before ? 'holds no case' : null;
}
