import type { Expectation } from '../simulation/expectation.ts';
import { ExpectationError, parseExpectation } from '../simulation/expectation-parser.ts';
import { metricNamed } from '../simulation/vocabulary.ts';
import type { ProblemList } from './problem-list.ts';
import { suggestion } from './suggest.ts';

/** Names of what the metrics of `expect` may be of. */
export interface Subjects {
  readonly clients: readonly string[];
  readonly machines: readonly string[];
  readonly balancers: readonly string[];
  /** `null` = not known beforehand: commands of the timeline create services without a name. */
  readonly services: readonly string[] | null;
  readonly phases: readonly string[];
}

/** `lastMs` is when the run ends, at the latest. */
export function readExpect(
  written: readonly string[],
  subjects: Subjects,
  lastMs: number,
  problems: ProblemList,
): Expectation[] {
  return written.flatMap((text, index) => {
    const refuse = (offset: number, message: string) =>
      problems.addAt(problems.source.placeWithin(['expect', index], Math.max(0, offset)), message);
    try {
      const expectation = parseExpectation(text);
      checkSubject(expectation, subjects, (message) =>
        refuse(text.indexOf(expectation.subject ?? '', text.indexOf('(')), message),
      );
      const { window, phase } = expectation;
      if (phase !== null && !subjects.phases.includes(phase))
        refuse(text.indexOf(phase), `no phase is called "${phase}"${suggestion(phase, subjects.phases)}`);
      if (window !== null && window.toMs > lastMs)
        refuse(text.indexOf('..') + '..'.length, 'the window ends after the run (duration)');
      return [expectation];
    } catch (error) {
      if (!(error instanceof ExpectationError)) throw error;
      refuse(error.offset, error.message);
      return [];
    }
  });
}

function checkSubject({ metric, subject }: Expectation, subjects: Subjects, refuse: (message: string) => void): void {
  const kind = metricNamed(metric)?.subject;
  if (subject === null || kind === undefined || kind === 'cluster') return;
  const { clients, machines, balancers, services } = subjects;
  const known = { client: clients, node: machines, balancer: balancers, service: services }[kind];
  if (known === null || known.includes(subject)) return;
  refuse(`no ${kind} is called "${subject}"${suggestion(subject, known)}`);
}
