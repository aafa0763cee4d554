import type { z } from 'zod';
import { closestName } from '../simulation/vocabulary.ts';
import type { Problem } from './input-error.ts';
import type { Path } from './path.ts';
import type { SourceDocument } from './source-document.ts';
import { suggestion } from './suggest.ts';
import { show } from './written/scalars.ts';

type Issue = z.core.$ZodIssue;
type Unknown = z.core.$ZodIssueUnrecognizedKeys;

/** What zod finds, in words, where it stands. `known` are the keys that the schema knows at a path. */
export function schemaProblems(
  error: z.ZodError,
  source: SourceDocument,
  known: (path: Path) => readonly string[],
): Problem[] {
  const issues = error.issues.flatMap((issue) => meantIssues(issue, []));
  return withoutConsequences(issues, known).flatMap((issue) => problemsOf(issue, source, known));
}

/** Of a value that fits none of several forms, what is wrong by the form that the writer must have meant. */
function meantIssues(issue: Issue, above: Path): Issue[] {
  const placed = { ...issue, path: [...above, ...issue.path] };
  if (issue.code !== 'invalid_union') return [placed];
  const form = closestForm(issue.errors);
  return form === null ? [placed] : form.flatMap((inner) => meantIssues(inner, placed.path as Path));
}

/** The form whose problems lie deepest; `null` if the value is not even of the kind of one of them. */
function closestForm(forms: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const fitting = forms.filter((issues) => !issues.some(isOfAnotherKind));
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map((issue) => issue.path.length));
  const [first, ...others] = fitting;
  if (first === undefined) return null;
  return others.reduce((best, issues) => (depth(issues) > depth(best) ? issues : best), first);
}

function isOfAnotherKind({ code, path }: Issue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');
}

/** Where a key is a slip, it is no news that the one that was meant is missing, or that the map says too little. */
function withoutConsequences(issues: readonly Issue[], known: (path: Path) => readonly string[]): Issue[] {
  const slips = issues.filter((issue): issue is Unknown => issue.code === 'unrecognized_keys');
  const follows = (issue: Issue) =>
    slips.some((slip) => {
      const meant = slip.keys.map((key) => closestName(key, known(slip.path as Path)));
      const inMap = isSame(issue.path.slice(0, -1), slip.path) && meant.includes(String(issue.path.at(-1)));
      return inMap || (issue.code === 'custom' && isSame(issue.path, slip.path));
    });
  return issues.filter((issue) => !follows(issue));
}

function isSame(a: readonly PropertyKey[], b: readonly PropertyKey[]): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

function problemsOf(issue: Issue, source: SourceDocument, known: (path: Path) => readonly string[]): Problem[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      ...source.placeOfKey([...path, key]),
      message: unknownKey(key, path, source, known),
    }));
  }
  const where = path.length === 0 ? '' : `${source.nameOf(path)}: `;
  const hint =
    issue.code === 'invalid_value' && typeof issue.input === 'string' ? likely(issue.input, issue.values) : '';
  return [{ ...source.placeOf(path), message: `${where}${issue.message}${hint}` }];
}

function unknownKey(key: string, path: Path, source: SourceDocument, known: (path: Path) => readonly string[]): string {
  const where = path.length === 0 ? '' : ` in ${source.nameOf(path)}`;
  return `unknown key "${key}"${where}${suggestion(key, known(path))}`;
}

function likely(word: string, values: readonly unknown[]): string {
  const meant = closestName(word, values.map(String));
  return meant === null ? '' : ` – did you mean ${show(meant)}?`;
}
