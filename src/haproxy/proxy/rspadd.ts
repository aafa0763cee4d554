import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import type { ProxySection } from './proxy.ts';
import { readWhen } from './read-condition.ts';
import { RuleError } from './read-expression.ts';

/** `rspadd NAME:\ VALUE [if …]` of haproxy up to 2.0: a header on every response. */
export function readRspadd(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const text = line.word(1);
  if (text === '') {
    report.alert(line, "'rspadd' expects <header> as an argument.");
    return;
  }
  const when = line.word(2);
  if (when !== '' && when !== 'if' && when !== 'unless') {
    report.alert(line, "error detected while parsing a 'rspadd' condition : expects either 'if' or 'unless'.", 2);
    return;
  }
  try {
    const condition = readWhen(line.from(2), proxy.acls);
    const colon = text.indexOf(':');
    const [name, value] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1).trim()];
    // It is text, no log format: a percent sign stands for itself.
    proxy.headerRules.push({ line, action: 'add', name, value: value.replaceAll('%', '%%'), condition });
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    report.alert(line, `error detected while parsing a 'rspadd' condition : ${error.message}`, 2);
  }
}
