import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import type { ProxySection } from './proxy.ts';

const all = 'all-retryable-errors';
const reasons = ['none', 'conn-failure', 'empty-response', 'junk-response', 'response-timeout', '0rtt-rejected', all];
const statuses = '401 403 404 408 425 500 501 502 503 504'.split(' ');
/** Of these, those that `all-retryable-errors` means. */
const retryableStatuses = '500 502 503 504'.split(' ');
/** A simulated task answers 200, or 500 when a call that it makes has failed. */
const taskError = '500';

/** `retry-on REASON…`: all that allow another attempt; those named before do not count any more. */
export function readRetryOn(line: ConfigLine, proxy: ProxySection, report: Report): void {
  if (proxy.kind === 'frontend') {
    report.alert(line, "'retry-on' only available in backend or listen section");
    return;
  }
  const words = line.from(1);
  if (words.length === 0) report.alert(line, "'retry-on' needs at least one keyword to specify when to retry");
  const strange = words.findIndex((word) => !reasons.includes(word) && !statuses.includes(word));
  if (strange >= 0) report.alert(line, `'retry-on': unknown keyword '${words[strange]}'`, strange + 1);
  else if (words[0] === 'none' && words.length > 1)
    report.alert(line, "'retry-on' 'none' keyworld only usable alone", 2);
  else {
    const has = (reason: string) => words.includes(reason) || words.includes(all);
    proxy.retryOn = {
      connectionFailure: has('conn-failure'),
      emptyResponse: has('empty-response'),
      responseTimeout: has('response-timeout'),
      statuses: statuses
        .filter((each) => words.includes(each) || (words.includes(all) && retryableStatuses.includes(each)))
        .map(Number),
    };
    for (const word of words)
      if (statuses.includes(word) && word !== taskError) report.noEffect(line, `retry-on ${word}`);
  }
}
