import type { PlanPoint } from '../../report/experiment/plan-report.ts';
import { amountInWords } from '../../report/experiment/plan-words.ts';
import { msPerSecond } from '../../simulation/units.ts';
import type { PlanDesign, Survival } from './design.ts';
import type { SearchResult } from './search.ts';

/** The plan in one sentence. */
export function verdictOf(
  { sought, survive, confidence }: PlanDesign,
  { answer, neighbour }: SearchResult,
  isHopeless: boolean,
): string {
  const { from, to, extreme } = sought;
  const through = throughWords(survive);
  if (answer === null) {
    const why = isHopeless ? `: one run with ${neighbour}, the easiest, tells` : '';
    return `No value from ${from} to ${to} keeps every promise${through}${why}.`;
  }
  const end = neighbour === null ? '; that is the end of the range' : '';
  const comma = through === '' ? '' : ',';
  return `The ${extreme} that keeps every promise${through}${comma} is ${amountInWords(answer, sought)}, ${confidenceWords(confidence)}${end}.`;
}

export function confidenceWords(confidence: number): string {
  return `with ${Number((confidence * 100).toFixed(2))} % confidence`;
}

/** `, also through the loss of any one machine` */
export function throughWords({ kind }: Survival): string {
  if (kind === 'nothing') return '';
  return `, also through the loss of any one ${kind === 'any-node' ? 'machine' : 'zone'}`;
}

/** What a reader should know before believing it. */
export function planWarnings(
  { replications, survive }: PlanDesign,
  points: readonly PlanPoint[],
  { surprises }: SearchResult,
  untried: ReadonlyMap<number, Error>,
): string[] {
  const warnings: string[] = [];
  if (surprises.length > 0)
    warnings.push(
      `the promises are not kept in order: ${surprises.join(', ')} ${surprises.length === 1 ? 'is' : 'are'} out of turn (chance near the limit, or tasks that lie unluckily)`,
    );
  const open = points.filter(
    ({ holds, promises }) =>
      !holds && promises.some((each) => !each.holds && each.replications >= replications.most && replications.most > 1),
  );
  if (open.length > 0)
    warnings.push(
      `${open.map(({ value }) => value).join(', ')}: ${replications.most} replications do not tell whether the promises are kept; what is not sure counts as not kept (--max-replications)`,
    );
  for (const [value, error] of [...untried].sort(([a], [b]) => a - b))
    warnings.push(`${value} cannot be tried: ${reasonIn(error.message)}`);
  return [...warnings, ...lossWarnings(survive)];
}

export function lossWarnings(survive: Survival): string[] {
  if (survive.kind === 'nothing') return [];
  return [`each loss comes at ${survive.atMs / msPerSecond}s, and what fails in that moment counts`];
}

/** The first line, and the second where the first one leads up to it. */
function reasonIn(message: string): string {
  const [first = '', second = ''] = message.split('\n');
  return first.endsWith(':') ? `${first} ${second.trim()}` : first;
}
