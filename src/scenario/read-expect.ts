import type { Expectation } from '../simulation/expectation.ts';
import { ExpectationError, parseExpectation } from '../simulation/expectation-parser.ts';
import type { MachineSpec } from '../simulation/scenario.ts';
import type { ClientSpec } from '../simulation/vocabulary.ts';
import { metricNamed } from '../simulation/vocabulary.ts';
import type { ProblemList } from './problem-list.ts';
import { suggestion } from './suggest.ts';

/** What the metrics of `expect` may be of. */
export interface Subjects {
  readonly clients: readonly ClientSpec[];
  readonly machines: readonly MachineSpec[];
  /** `null` = not known beforehand: commands of the timeline create services. */
  readonly services: readonly string[] | null;
}

export function readExpect(written: readonly string[], subjects: Subjects, problems: ProblemList): Expectation[] {
  return written.flatMap((text, index) => {
    try {
      const expectation = parseExpectation(text);
      checkSubject(expectation, subjects, (message) => problems.add(['expect', index], message));
      return [expectation];
    } catch (error) {
      if (!(error instanceof ExpectationError)) throw error;
      problems.addAt(problems.source.placeWithin(['expect', index], error.offset), error.message);
      return [];
    }
  });
}

function checkSubject({ metric, subject }: Expectation, subjects: Subjects, refuse: (message: string) => void): void {
  const kind = metricNamed(metric)?.subject;
  if (subject === null || kind === undefined || kind === 'cluster') return;
  const known = namesOf(kind, subjects);
  if (known === null || known.includes(subject)) return;
  refuse(`no ${kind} is called "${subject}"${suggestion(subject, known)}`);
}

function namesOf(
  kind: 'client' | 'service' | 'node',
  { clients, machines, services }: Subjects,
): readonly string[] | null {
  if (kind === 'client') return clients.map(({ name }) => name);
  return kind === 'node' ? machines.map(({ name }) => name) : services;
}
