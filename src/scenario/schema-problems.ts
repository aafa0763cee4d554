import type { z } from 'zod';
import type { Problem } from './input-error.ts';
import type { Path, SourceDocument } from './source-document.ts';
import { suggestion } from './suggest.ts';

type Issue = z.core.$ZodIssue;

/** What zod finds, in words, where it stands. `known` are the keys that the schema knows at a path. */
export function schemaProblems(
  error: z.ZodError,
  source: SourceDocument,
  known: (path: Path) => readonly string[],
): Problem[] {
  return withoutConsequences(error.issues).flatMap((issue) => problemsOf(issue, [], source, known));
}

/** What a map lacks is no news where one of its keys is a slip. */
function withoutConsequences(issues: readonly Issue[]): readonly Issue[] {
  const slips = issues.filter((issue) => issue.code === 'unrecognized_keys').map((issue) => issue.path.join('.'));
  return issues.filter((issue) => issue.code !== 'custom' || !slips.includes(issue.path.join('.')));
}

function problemsOf(
  issue: Issue,
  above: Path,
  source: SourceDocument,
  known: (path: Path) => readonly string[],
): Problem[] {
  const path = [...above, ...(issue.path as Path)];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      ...source.placeOfKey(path, key),
      message: `unknown key "${key}"${where(path)}${suggestion(key, known(path))}`,
    }));
  }
  if (issue.code === 'invalid_union') {
    const branch = closestBranch(issue.errors);
    if (branch !== null) return withoutConsequences(branch).flatMap((inner) => problemsOf(inner, path, source, known));
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const message = `expected one of ${values.join(', ')}`;
    return [{ ...source.placeOf(path), message: `${named(path)}${message}` }];
  }
  return [{ ...source.placeOf(path), message: `${named(path)}${issue.message}` }];
}

/** The alternative that the writer must have meant: the one whose problems lie deepest; `null` if none fits even in kind. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const fitting = branches.filter(
    (issues) => !issues.some((issue) => issue.path.length === 0 && issue.code === 'invalid_type'),
  );
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map((issue) => issue.path.length));
  const [first, ...others] = fitting;
  if (first === undefined) return null;
  return others.reduce((best, issues) => (depth(issues) > depth(best) ? issues : best), first);
}

function named(path: Path): string {
  return path.length === 0 ? '' : `${path.join('.')}: `;
}

function where(path: Path): string {
  return path.length === 0 ? '' : ` in ${path.join('.')}`;
}
