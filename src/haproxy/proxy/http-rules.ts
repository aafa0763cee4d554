import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { lenientInteger } from '../grammar/timer.ts';
import { httpAfterResponseActions, httpRequestActions, httpResponseActions } from '../keywords/http-actions.ts';
import { readLogFormat } from './log-format.ts';
import { type AnswerRule, called, type HeaderRule, type ProxySection } from './proxy.ts';
import { readWhen } from './read-condition.ts';
import { RuleError } from './read-expression.ts';

const actionsOf: Readonly<Record<string, readonly string[]>> = {
  'http-request': httpRequestActions,
  'http-response': httpResponseActions,
  'http-after-response': httpAfterResponseActions,
};

/** How many words follow an action, and what HAProxy says if they do not. Other actions have words of their own. */
const argumentCounts: ReadonlyMap<string, { readonly count: number; readonly says: string }> = new Map([
  ['add-header', { count: 2, says: 'expects exactly 2 arguments.' }],
  ['set-header', { count: 2, says: 'expects exactly 2 arguments.' }],
  ['replace-header', { count: 3, says: 'expects exactly 3 arguments.' }],
  ['replace-value', { count: 3, says: 'expects exactly 3 arguments.' }],
  ['set-path', { count: 1, says: 'expects exactly 1 argument <format>.' }],
  ['set-pathq', { count: 1, says: 'expects exactly 1 argument <format>.' }],
  ['set-query', { count: 1, says: 'expects exactly 1 argument <format>.' }],
  ['set-uri', { count: 1, says: 'expects exactly 1 argument <format>.' }],
  ['set-method', { count: 1, says: 'expects exactly 1 argument <format>.' }],
]);
const logLevels = 'emerg alert crit err error warning notice info debug silent'.split(' ');
const leastReply = 200;
const greatestReply = 599;
/** What HAProxy has a page for. */
const usualErrors = '200 400 401 403 404 405 407 408 410 413 421 422 425 429 500 501 502 503 504'.split(' ');
const headerActions: Readonly<Record<string, HeaderRule['action']>> = {
  'add-header': 'add',
  'set-header': 'set',
  'del-header': 'delete',
};

/** `http-request`, `http-response`, `http-after-response`: an action, and when it is done (haproxy 2.6: src/http_act.c). */
export function readHttpRule(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const set = line.word(0);
  const action = line.word(1);
  const actions = actionsOf[set] ?? [];
  if (!actions.some((known) => matches(known, action))) {
    const found = action === '' ? "'' (missing argument)" : `'${action}'`;
    report.alert(line, `'${set}' expects ${actions.map((known) => `'${known}'`).join(', ')}, but got ${found}.`, 1);
    return;
  }
  try {
    const at = checkArguments(line, proxy);
    if (line.length > at && line.word(at) !== 'if' && line.word(at) !== 'unless') {
      const wanted = "expects either 'if' or 'unless' followed by a condition but found";
      report.alert(line, `'${set} ${action}' ${wanted} '${line.word(at)}'.`, at);
      return;
    }
    readRule(line, at, proxy, report);
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    report.alert(
      line,
      `error detected in ${called(proxy)} while parsing '${set} ${action}' rule : ${error.message}`,
      1,
    );
  }
}

function readRule(line: ConfigLine, at: number, proxy: ProxySection, report: Report): void {
  const [set, action] = [line.word(0), line.word(1)];
  const header = set === 'http-request' ? undefined : headerActions[action];
  try {
    const condition = readWhen(line.from(at), proxy.acls);
    const answer = set === 'http-request' ? answerRule(line, action, line.from(2)) : null;
    if (answer !== null) proxy.answerRules.push({ ...answer, condition });
    else if (header === undefined) report.leaveOut(line, `${set} ${action}`);
    else proxy.headerRules.push({ line, action: header, name: line.word(2), value: line.word(3), condition });
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    report.alert(line, `error detected while parsing an '${set} ${action}' condition : ${error.message}`, at);
  }
}

/** What HAProxy answers without a status named. Source: haproxy 2.6 doc/configuration.txt, 4.2. */
const usualStatuses: Readonly<Record<AnswerRule['action'], number>> = {
  allow: 0,
  deny: 403,
  tarpit: 500,
  return: 200,
  redirect: 302,
};

/** `null` = the rule does something else. */
export function answerRule(
  line: ConfigLine,
  action: string,
  words: readonly string[],
): Omit<AnswerRule, 'condition'> | null {
  const known = (['allow', 'deny', 'tarpit', 'return', 'redirect'] as const).find((each) => each === action);
  if (known === undefined) return null;
  const at = words.findIndex((word) => ['status', 'deny_status', 'code'].includes(word));
  const status = at < 0 ? usualStatuses[known] : lenientInteger(words[at + 1] ?? '');
  return { line, action: known, status };
}

/** Where the condition begins. */
function checkArguments(line: ConfigLine, proxy: ProxySection): number {
  const action = line.word(1);
  const counted = argumentCounts.get(action);
  if (counted !== undefined) {
    if (line.length < 2 + counted.count) throw new RuleError(counted.says);
    const stage = line.word(0) === 'http-request' ? 'request' : 'response';
    if (action !== 'set-method') readLogFormat(line.word(1 + counted.count), stage);
    return 2 + counted.count;
  }
  const words = line.from(2);
  const end = words.findIndex((word) => word === 'if' || word === 'unless');
  const own = words.slice(0, end < 0 ? undefined : end);
  checkOwnWords(action, own, proxy);
  const strange = replyActions.includes(action) ? own.findIndex((word, at) => at % 2 === 0 && !isReplyWord(word)) : -1;
  if (strange >= 0) return 2 + strange;
  return end < 0 ? line.length : 2 + end;
}

const replyActions = ['deny', 'tarpit', 'return'];
const replyWords =
  'status deny_status content-type errorfile errorfiles file lf-file string lf-string hdr default-errorfiles';

/** Words of an answer come in pairs; a header has two values, so whatever follows one is taken as it is. */
function isReplyWord(word: string): boolean {
  return replyWords.split(' ').includes(word);
}

function checkOwnWords(action: string, words: readonly string[], proxy: ProxySection): void {
  const [first = ''] = words;
  if (action === 'del-header' && first === '') throw new RuleError('expects at least 1 argument.');
  if (action === 'set-log-level' && !logLevels.includes(first))
    throw new RuleError("expects exactly 1 argument (log level name or 'silent').");
  if (action === 'set-status' && !(lenientInteger(first) >= 100 && lenientInteger(first) <= 999))
    throw new RuleError('expects an integer status code between 100 and 999.');
  if (action === 'strict-mode' && first !== 'on' && first !== 'off')
    throw new RuleError(`Unexpected value '${first}'. Only 'on' and 'off' are supported.`);
  if (replyActions.includes(action)) checkReply(words);
  if (action === 'redirect') checkRedirect(words);
  if (action === 'normalize-uri')
    throw new RuleError(
      "'normalize-uri' action is experimental, must be allowed via a global 'expose-experimental-directives'",
    );
  const counter = /^track-sc(\d+)$/.exec(action)?.[1];
  if (counter !== undefined && Number(counter) > lastCounter)
    throw new RuleError(`${counter} track-sc number exceeding ${lastCounter} (MAX_SESS_STKCTR-1) value.`);
  if (action === 'use-service' && first !== 'prometheus-exporter')
    throw new RuleError(`'${first}' unknown service name..`);
  if (action === 'capture' && proxy.kind === 'backend')
    throw new RuleError(`proxy '${proxy.name}' has no frontend capability.`);
  if (action === 'set-var' || action === 'unset-var' || action === 'set-var-fmt')
    throw new RuleError(
      `invalid or incomplete action '${action}'. Expects 'set-var(<var-name>)', 'set-var-fmt(<var-name>)' or 'unset-var(<var-name>)'.`,
    );
  const scope = /^(?:set-var|set-var-fmt|unset-var)\(([^.)]*)/.exec(action)?.[1];
  if (scope !== undefined && !['proc', 'sess', 'txn', 'req', 'res', 'check'].includes(scope)) {
    const name = action.slice(action.indexOf('(') + 1).replace(/\).*$/, '');
    throw new RuleError(
      `invalid variable name '${name}'. A variable name must be start by its scope. ` +
        "The scope can be 'proc', 'sess', 'txn', 'req', 'res' or 'check'.",
    );
  }
  if (action === 'set-timeout' && first !== 'server' && first !== 'tunnel')
    throw new RuleError(`'set-timeout' rule supports 'server'/'tunnel' (got '${first}').`);
  if ((action === 'set-tos' || action === 'set-mark') && !/^(?:0x[\da-f]+|\d+)$/i.test(first))
    throw new RuleError(`invalid character starting at '${first}' (integer/hex value expected).`);
  if (action.startsWith('set-var(') && first === '') throw new RuleError('missing fetch method.');
}

/** Counters of a session, from 0. */
const lastCounter = 2;

/** What HAProxy is to answer itself (haproxy 2.6: src/http_htx.c, `http_parse_http_reply`). */
function checkReply(words: readonly string[]): void {
  const at = words.findIndex((word) => word === 'deny_status' || word === 'status');
  if (at >= 0) {
    const written = words[at + 1];
    if (written === undefined) throw new RuleError("'status' expects <status_code> as argument.");
    const status = lenientInteger(written);
    if (status < leastReply || status > greatestReply) throw new RuleError(`Unexpected status code '${status}'.`);
    const isUsual = words[at] === 'deny_status' && words.length === at + 2;
    if (isUsual && !usualErrors.includes(`${status}`))
      throw new RuleError(`status code '${status}' not handled by default with 'default-errorfiles' argument..`);
  }
  if (!words.includes('content-type') && words.includes('string') && words[words.indexOf('string') + 1] !== '')
    throw new RuleError('a content type must be defined when non-empty payload is configured.');
  if (!words.includes('content-type') && words.includes('lf-string'))
    throw new RuleError('a content type must be defined with a log-format payload.');
}

const redirectWords = 'code prefix location scheme set-cookie clear-cookie drop-query ignore-empty append-slash'.split(
  ' ',
);
const redirectTypes = ['prefix', 'location', 'scheme'];
const redirectFlags = ['drop-query', 'ignore-empty', 'append-slash'];

/** @throws {RuleError} */
export function checkRedirect(words: readonly string[]): void {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (!redirectWords.includes(word)) {
      const expected = redirectWords.slice(0, -1).map((each) => `'${each}'`);
      throw new RuleError(`expects ${expected.join(', ')} or 'append-slash' (was '${word}').`);
    }
    if (redirectFlags.includes(word)) continue;
    index += 1;
    const value = words[index];
    if (value === undefined) throw new RuleError(`missing argument for '${word}'.`);
    if (word === 'code' && !['301', '302', '303', '307', '308'].includes(value))
      throw new RuleError(`'code': unsupported HTTP code '${value}' (must be one of 301, 302, 303, 307 or 308).`);
  }
  if (!words.some((word) => redirectTypes.includes(word)))
    throw new RuleError("redirection type expected ('prefix', 'location', or 'scheme').");
}

function matches(known: string, action: string): boolean {
  if (!known.endsWith('(*)')) return known === action;
  return action.startsWith(known.slice(0, -3));
}
