import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { expectedStatuses } from './expected-statuses.ts';
import type { ProxySection } from './proxy.ts';

const defaultMethod = 'OPTIONS';
const defaultUri = '/';

/** `option httpchk [METHOD] [URI [VERSION]]` (haproxy 2.6: src/tcpcheck.c, `proxy_parse_httpchk_opt`). */
export function readHttpCheckOption(line: ConfigLine, proxy: ProxySection, report: Report): void {
  if (line.length > 5) {
    report.alert(line, `'option httpchk' cannot handle unexpected argument '${line.word(5)}'.`, 5);
    return;
  }
  const [first, second, version] = [line.word(2), line.word(3), line.word(4)];
  if (/[\r\n]/.test(version)) {
    report.warn(
      line,
      "'option httpchk' : hiding headers or body at the end of the version string is deprecated. " +
        "Please, consider to use 'http-check send' directive instead.",
    );
  }
  // One word alone is the URI.
  const [method, uri] = second === '' ? [defaultMethod, first] : [first, second];
  proxy.httpCheck = { method, uri: uri === '' ? defaultUri : uri };
}

const httpCheckWords =
  "'disable-on-404', 'send-state', 'comment', 'connect', 'send', 'expect', 'set-var-fmt(*)', 'set-var(*)', 'unset-var(*)'.";
const tcpCheckWords =
  "'comment', 'connect', 'send', 'send-binary', 'expect', 'set-var-fmt(*)', 'set-var(*)', 'unset-var(*)'.";
const variable = /^(?:set-var|set-var-fmt|unset-var)\(/;

/** What a simulated server does not look at, or nobody reads. */
const rulesWithoutEffect = ['comment', 'send', 'send-state'];

/** `http-check …` and `tcp-check …`. Of what is expected the model knows the status. */
export function readCheckRule(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const [keyword, rule] = [line.word(0), line.word(1)];
  const isHttp = keyword === 'http-check';
  const known = isHttp
    ? ['disable-on-404', 'send-state', 'comment', 'connect', 'send', 'expect']
    : ['comment', 'connect', 'send', 'send-binary', 'send-lf', 'send-binary-lf', 'expect'];
  if (!known.includes(rule) && !variable.test(rule)) {
    report.alert(line, `'${keyword}' only supports ${isHttp ? httpCheckWords : tcpCheckWords} but got '${rule}'`, 1);
    return;
  }
  const problem = problemWith(line, isHttp);
  if (problem !== null) {
    report.alert(line, problem, 1);
    return;
  }
  if (!isHttp || !applyHttpRule(line, proxy)) {
    if (rulesWithoutEffect.includes(rule)) report.noEffect(line, `${keyword} ${rule}`);
    else report.leaveOut(line, `${keyword} ${rule}`);
  }
  if (rule === 'disable-on-404' || rule === 'send-state') return;
  (isHttp ? proxy.httpCheckRules : proxy.tcpCheckRules).push(line);
}

/** Whether the model knows it. */
function applyHttpRule(line: ConfigLine, proxy: ProxySection): boolean {
  const rule = line.word(1);
  if (rule === 'disable-on-404') proxy.checkVerdict = { ...proxy.checkVerdict, disableOn404: true };
  else if (rule === 'expect') {
    const statuses = expectedStatuses(line.from(2));
    if (statuses === null) return false;
    proxy.checkVerdict = { ...proxy.checkVerdict, ...statuses };
  } else return false;
  return true;
}

function problemWith(line: ConfigLine, isHttp: boolean): string | null {
  const [keyword, rule] = [line.word(0), line.word(1)];
  const prefix = `'${keyword} ${rule}' : `;
  if (rule === 'disable-on-404' || rule === 'send-state')
    return line.length > 2 ? `'http-check' cannot handle unexpected argument '${line.word(2)}'.` : null;
  if (rule === 'comment') return line.length > 2 ? null : `${prefix}expects a string as argument.`;
  if (rule === 'expect') return expectProblem(line, isHttp, prefix);
  if (rule === 'send' && isHttp) return httpSendProblem(line, prefix);
  if (rule.startsWith('send')) return line.length > 2 ? null : `${prefix}'string' expects a send as argument.`;
  if (rule === 'connect') return connectProblem(line, prefix);
  return null;
}

const httpPatterns = ['string', 'rstring', 'string-lf', 'status', 'rstatus', 'hdr', 'fhdr'];
const tcpPatterns = ['string', 'rstring', 'string-lf', 'binary', 'rbinary', 'binary-lf'];
const httpExpects =
  "'only supports min-recv, [!]string', '[!]rstring', '[!]string-lf', '[!]status', '[!]rstatus', [!]hdr, [!]fhdr or comment";
const tcpExpects =
  "'only supports min-recv, '[!]binary', '[!]string', '[!]rstring', '[!]string-lf''[!]rbinary', '[!]binary-lf' or comment";

function expectProblem(line: ConfigLine, isHttp: boolean, prefix: string): string | null {
  const words = line.from(2);
  if (words.length === 0) return `${prefix}expects at least a matching pattern as arguments.`;
  const strange = (word: string) => `${prefix}${isHttp ? httpExpects : tcpExpects} but got '${word}' as argument..`;
  for (let index = 0; index < words.length; ) {
    const word = (words[index] ?? '').replace(/^!/, '');
    if (word === '') index += 1;
    else if (
      word === 'min-recv' ||
      word === 'comment' ||
      word.endsWith('-status') ||
      word === 'on-success' ||
      word === 'on-error'
    )
      index += 2;
    else if (!(isHttp ? httpPatterns : tcpPatterns).includes(word)) return strange(words[index] ?? '');
    else {
      const pattern = words[index + 1];
      if (pattern === undefined) return `${prefix}'${word}' expects a <pattern> as argument.`;
      const problem =
        word === 'status' ? statusProblem(pattern) : /^rs?t/.test(word) ? expressionProblem(pattern) : null;
      if (problem !== null) return `${prefix}${problem}`;
      // A header has its own words behind it: all that follows is its.
      index = word.endsWith('hdr') ? words.length : index + 2;
    }
  }
  return null;
}

function expressionProblem(pattern: string): string | null {
  try {
    new RegExp(pattern);
    return null;
  } catch {
    return `regex '${pattern}' is invalid.`;
  }
}

function statusProblem(codes: string): string | null {
  const strange = /[^\d,-]/.exec(codes)?.[0];
  if (strange !== undefined) return `invalid character '${strange}' in the list of status codes.`;
  for (const range of codes.split(',')) {
    const [low, high] = range.split('-');
    if (high !== undefined && Number(high) < Number(low)) return `invalid range of status codes '${range}'.`;
  }
  return null;
}

const sendWords = ['comment', 'meth', 'uri', 'uri-lf', 'ver', 'hdr', 'body', 'body-lf'];

function httpSendProblem(line: ConfigLine, prefix: string): string | null {
  for (let index = 2; index < line.length; index += line.word(index) === 'hdr' ? 3 : 2) {
    const word = line.word(index);
    if (!sendWords.includes(word))
      return `${prefix}expects 'comment', 'meth', 'uri', 'uri-lf', 'ver', 'hdr', 'body' or 'body-lf' but got '${word}' as argument..`;
    if (word === 'hdr' && line.word(index + 2) === '') return `${prefix}'hdr' expects <name> and <value> as arguments.`;
    if (line.word(index + 1) === '') return `${prefix}'${word}' expects a string as argument..`;
  }
  return null;
}

const connectWords = [
  'comment',
  'port',
  'addr',
  'send-proxy',
  'ssl',
  'sni',
  'alpn',
  'via-socks4',
  'linger',
  'default',
  'proto',
];

function connectProblem(line: ConfigLine, prefix: string): string | null {
  for (let index = 2; index < line.length; index += 1) {
    const word = line.word(index);
    if (!connectWords.includes(word))
      return (
        `${prefix}expects 'comment', 'port', 'addr', 'send-proxy', 'ssl', 'sni', 'alpn' or 'via-socks4', 'linger', 'default' ` +
        `but got '${word}' as argument..`
      );
    if (['comment', 'port', 'addr', 'sni', 'alpn', 'proto'].includes(word)) index += 1;
  }
  return null;
}
