import type { Family } from './family.ts';
import type { FoundFile } from './golden-files.ts';

/** What has become of one family's cases, over all files. */
export interface FamilyResult {
  readonly family: string;
  cases: number;
  readonly passed: string[];
  readonly failures: { readonly id: string; readonly difference: string }[];
}

export interface ConformanceResult {
  readonly families: readonly FamilyResult[];
  /** Files of families that are known and not run yet. */
  readonly notRunYet: readonly { readonly path: string; readonly family: string }[];
  /** What could not be run: a file that is not one, an unknown family, a family that threw. */
  readonly faults: readonly string[];
}

/** Which cases are asked for. */
export type Wants = (family: string, id: string) => boolean;

/** Runs every file by all families that accept it. */
export function runFamilies(
  files: readonly FoundFile[],
  families: readonly Family[],
  known: readonly string[],
  wants: Wants = () => true,
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
    const accepting = families.filter((candidate) => candidate.accepts(file));
    let seen = 0;
    for (const family of accepting) {
      const result = results.get(family) ?? { family: family.name, cases: 0, passed: [], failures: [] };
      results.set(family, result);
      const ran = runFile(family, file, result, wants);
      if (typeof ran === 'string') faults.push(`${path}: ${ran}`);
      else seen += ran;
    }
    if (accepting.length > 0) {
      if (seen === 0 && !faults.some((fault) => fault.startsWith(`${path}: `))) faults.push(`${path}: holds no case`);
    } else if (known.includes(file.family)) notRunYet.push({ path, family: file.family });
    else faults.push(`${path}: unknown family '${file.family}'`);
  }
  if (results.size === 0) faults.push('no case has been run');
  const inOrder = families.map((family) => results.get(family)).filter((result) => result !== undefined);
  return { families: inOrder, notRunYet, faults };
}

/** Answers how many cases the file holds, wanted or not, or what went wrong with the file as a whole. */
function runFile(family: Family, file: unknown, result: FamilyResult, wants: Wants): number | string {
  const seen = new Set<string>();
  const wantsCase = (id: string) => {
    seen.add(id);
    return wants(family.name, id);
  };
  try {
    for (const { id, passed, difference } of family.run(file, wantsCase)) {
      if (!wantsCase(id)) continue;
      result.cases++;
      if (passed) result.passed.push(id);
      else result.failures.push({ id, difference: difference ?? 'no difference given' });
    }
  } catch (error) {
    return `family ${family.name} threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  return seen.size;
}
