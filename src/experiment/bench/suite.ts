import { posix } from 'node:path';
import type { FileSource } from '../../scenario/file-source.ts';
import type { Place } from '../../scenario/input-error.ts';
import { ProblemList } from '../../scenario/problem-list.ts';
import { besideFile } from '../../scenario/relative-path.ts';
import { schemaProblems } from '../../scenario/schema-problems.ts';
import { SourceDocument } from '../../scenario/source-document.ts';
import { seedOverride } from '../replication-seed.ts';
import type { Band } from './band.ts';
import { metricPattern } from './metric-pattern.ts';
import { knownSuiteKeys, suiteSchema } from './suite-schema.ts';

/** Scenarios that are run and compared with a baseline. */
export interface Suite {
  readonly file: string;
  readonly scenarios: readonly SuiteScenario[];
}

export interface SuiteScenario {
  readonly name: string;
  /** Of its file, seen from the working folder. */
  readonly path: string;
  /** `path=value`; its seed is one of them. */
  readonly overrides: readonly string[];
  /** Patterns of the metrics that are judged; `null` = all. */
  readonly metrics: readonly Pattern[] | null;
  /** The first one that fits a metric is its band; none = it must stay as it is. */
  readonly bands: readonly (Pattern & { readonly band: Band })[];
  /** Whether every number and every event must be the same. */
  readonly strict: boolean;
}

/** What a suite calls a metric: `p99(shoppers)`, `p99` of all clients, or `*`. */
export interface Pattern {
  readonly pattern: string;
  readonly place: Place;
}

const suiteWords = {
  empty: 'the file is empty: a suite has scenarios: [{ file: … }]',
  noMap: 'a suite is a map (scenarios: [{ file: … }])',
};

/** @throws {InputError} with everything that is wrong */
export function readSuite(files: FileSource, file: string): Suite {
  const source = new SourceDocument(file, files.read(file), suiteWords);
  const problems = new ProblemList(source);
  const parsed = suiteSchema.safeParse(source.data, { reportInput: true });
  if (!parsed.success) problems.addAll(schemaProblems(parsed.error, source, knownSuiteKeys));
  problems.throwIfAny();
  const written = parsed.data!;
  const common = bandsOf(written.bands ?? {}, ['bands'], problems);
  const scenarios = written.scenarios.map((scenario, index): SuiteScenario => {
    const path = ['scenarios', index];
    const own = bandsOf(scenario.bands ?? {}, [...path, 'bands'], problems);
    const metrics = (scenario.metrics ?? []).map((pattern, place) =>
      patternAt(pattern, [...path, 'metrics', place], problems),
    );
    return {
      name: scenario.name ?? posix.basename(scenario.file).replace(/\.ya?ml$/, ''),
      path: posix.normalize(besideFile(file, scenario.file)),
      overrides: [...(scenario.set ?? []), ...(scenario.seed === undefined ? [] : [seedOverride(scenario.seed)])],
      metrics: scenario.metrics === undefined ? null : metrics,
      bands: [...own, ...common],
      strict: scenario.metrics === undefined && own.length + common.length === 0,
    };
  });
  refuseSameNames(scenarios, problems);
  problems.throwIfAny();
  return { file, scenarios };
}

/** Those that say more come first. */
function bandsOf(
  bands: Readonly<Record<string, Band>>,
  path: readonly (string | number)[],
  problems: ProblemList,
): SuiteScenario['bands'] {
  return Object.entries(bands)
    .map(([pattern, band]) => ({ ...patternAt(pattern, [...path, pattern], problems), band }))
    .sort((a, b) => breadth(a.pattern) - breadth(b.pattern));
}

function breadth(pattern: string): number {
  return pattern === '*' ? 2 : pattern.includes('(') ? 0 : 1;
}

function patternAt(pattern: string, path: readonly (string | number)[], problems: ProblemList): Pattern {
  const isItem = typeof path.at(-1) === 'number';
  const place = isItem ? problems.source.placeOf(path) : problems.source.placeOfKey(path);
  if (!metricPattern.test(pattern))
    problems.addAt(
      place,
      `"${pattern}" names no metric: write p99(shoppers), p99 for all clients, or * for all metrics`,
    );
  return { pattern, place };
}

function refuseSameNames(scenarios: readonly SuiteScenario[], problems: ProblemList): void {
  scenarios.forEach(({ name }, index) => {
    if (scenarios.findIndex((each) => each.name === name) !== index)
      problems.add(['scenarios', index], `two scenarios are called "${name}": give one of them another name:`);
  });
}
