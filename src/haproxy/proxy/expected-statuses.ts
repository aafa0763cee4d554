import type { HttpCheck } from '../../traffic/spec.ts';

const leastStatus = 100;
const greatestStatus = 599;
/** Words before the pattern that take a value. */
const withValue = ['min-recv', 'comment', 'ok-status', 'error-status', 'tout-status', 'on-success', 'on-error'];

/**
 * What `http-check expect` lets pass, if it looks at the status: `status 200,300-310`, `! rstatus ^2`. `null` = it looks at
 * something else.
 */
export function expectedStatuses(words: readonly string[]): Pick<HttpCheck, 'statuses' | 'negated'> | null {
  let index = 0;
  while (withValue.includes(words[index] ?? '')) index += 2;
  const standsAlone = words[index] === '!';
  const word = words[standsAlone ? index + 1 : index] ?? '';
  const pattern = words[standsAlone ? index + 2 : index + 1] ?? '';
  const negated = standsAlone || word.startsWith('!');
  const kind = word.replace(/^!/, '');
  if (kind === 'status') return { statuses: pattern.split(',').filter(Boolean).map(range), negated };
  if (kind !== 'rstatus') return null;
  const expression = new RegExp(pattern);
  const all = Array.from({ length: greatestStatus - leastStatus + 1 }, (_, at) => leastStatus + at);
  return {
    statuses: all.filter((status) => expression.test(`${status}`)).map((one) => ({ from: one, to: one })),
    negated,
  };
}

function range(text: string): { readonly from: number; readonly to: number } {
  const [low = '', high = low] = text.split('-');
  return { from: Number(low), to: Number(high) };
}
