import { InputError, type Problem } from '../../scenario/input-error.ts';
import { suggestion } from '../../scenario/suggest.ts';
import { metricName } from '../summary-values.ts';
import type { BenchRun } from './bench-run.ts';
import { fits } from './metric-pattern.ts';
import type { Pattern, Suite } from './suite.ts';

/**
 * That what a suite says of metrics speaks of one that a run has. A band for all scenarios is asked for in any of them, and only
 * if all ran.
 *
 * @throws {InputError} with those that no metric fits
 */
export function checkPatterns({ scenarios }: Suite, runs: ReadonlyMap<string, BenchRun>): void {
  const uses = new Map<string, { readonly pattern: Pattern; readonly names: Set<string>; whole: boolean }>();
  for (const { name, metrics, bands } of scenarios) {
    const run = runs.get(name);
    for (const pattern of [...(metrics ?? []), ...bands]) {
      const key = `${pattern.place.file}:${pattern.place.line}:${pattern.place.column}`;
      const use = uses.get(key) ?? { pattern, names: new Set(), whole: true };
      uses.set(key, use);
      if (run === undefined) use.whole = false;
      for (const value of run?.values ?? []) use.names.add(value.name);
    }
  }
  const problems = [...uses.values()]
    .filter(({ whole }) => whole)
    .flatMap(({ pattern, names }) => problemOf(pattern, names));
  if (problems.length > 0) throw new InputError(problems);
}

function problemOf({ pattern, place }: Pattern, names: ReadonlySet<string>): Problem[] {
  const known = [...names];
  if (known.some((name) => fits(pattern, name))) return [];
  const likely = suggestion(pattern, pattern.includes('(') ? known : [...new Set(known.map(metricName))]);
  return [{ ...place, message: `no run has a metric "${pattern}"${likely}` }];
}
