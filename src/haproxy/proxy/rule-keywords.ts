import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { strangeCharacter } from '../server/read-server.ts';
import { answerRule, checkRedirect } from './http-rules.ts';
import { called, type ProxySection } from './proxy.ts';
import { readWhen } from './read-condition.ts';
import { RuleError, readExpression } from './read-expression.ts';

export function readDefaultBackend(line: ConfigLine, proxy: ProxySection): void {
  proxy.defaultBackend = { name: line.word(1), line };
}

export function readUseBackend(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const when = line.word(2);
  if (when !== '' && when !== 'if' && when !== 'unless') {
    report.alert(line, `unexpected keyword '${when}' after switching rule, only 'if' and 'unless' are allowed.`, 2);
    return;
  }
  withCondition(line, 2, 'error detected while parsing switching rule', report, () => {
    proxy.backendRules.push({ line, backend: line.word(1), condition: readWhen(line.from(2), proxy.acls) });
  });
}

export function readUseServer(line: ConfigLine, proxy: ProxySection, report: Report): void {
  if (line.word(2) !== 'if' && line.word(2) !== 'unless') {
    report.alert(line, "'use-server' requires either 'if' or 'unless' followed by a condition.", 2);
    return;
  }
  withCondition(line, 2, 'error detected while parsing switching rule', report, () => {
    readWhen(line.from(2), proxy.acls);
    proxy.usedServers.push({ name: line.word(1), line });
    report.leaveOut(line, 'use-server');
  });
}

const reservedNames = ['or', '||'];

export function readAcl(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const name = line.word(1);
  const strange = strangeCharacter(name);
  if (strange !== null) report.alert(line, `character '${strange}' is not permitted in acl name '${name}'.`, 1);
  else if (reservedNames.includes(name)) {
    report.alert(
      line,
      `acl name '${name}' will never match. 'or' is used to express a logical disjunction within a condition.`,
      1,
    );
  } else {
    withCondition(line, 2, `error detected while parsing ACL '${name}'`, report, () => {
      proxy.acls.set(name, [...(proxy.acls.get(name) ?? []), readExpression(line.from(2))]);
    });
  }
}

/** `redirect …`: the old form of `http-request redirect`. */
export function readRedirect(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const words = line.from(1);
  const end = words.findIndex((word) => word === 'if' || word === 'unless');
  try {
    checkRedirect(end < 0 ? words : words.slice(0, end));
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    report.alert(line, `error detected in ${called(proxy)} while parsing redirect rule : ${error.message}`, 1);
    return;
  }
  withCondition(
    line,
    1,
    `error detected in ${called(proxy)} while parsing redirect rule : error in condition`,
    report,
    () => {
      const condition = end < 0 ? null : readWhen(words.slice(end), proxy.acls);
      const answer = answerRule(line, 'redirect', words);
      if (answer !== null) proxy.answerRules.push({ ...answer, condition });
    },
  );
}

/** `force-persist` and `ignore-persist`, which need a condition. */
export function readPersistRule(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const keyword = line.word(0);
  if (line.word(1) !== 'if' && line.word(1) !== 'unless') {
    report.alert(line, `'${keyword}' requires either 'if' or 'unless' followed by a condition.`, 1);
    return;
  }
  withCondition(line, 1, `error detected while parsing a '${keyword}' rule`, report, () => {
    readWhen(line.from(1), proxy.acls);
    report.leaveOut(line, keyword);
  });
}

function withCondition(line: ConfigLine, at: number, context: string, report: Report, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    report.alert(line, `${context} : ${error.message}`, at);
  }
}
