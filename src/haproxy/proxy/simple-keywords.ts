import type { ConfigLine } from '../grammar/config-line.ts';
import { isOnMachine } from '../grammar/machine-files.ts';
import type { Report } from '../grammar/report.ts';
import { lenientInteger, parseTimer } from '../grammar/timer.ts';
import { AddressError, parseAddress } from '../server/address.ts';
import { called, type ProxySection } from './proxy.ts';

/** `disabled`, `enabled` */
export function readDisabled(line: ConfigLine, proxy: ProxySection): void {
  proxy.disabled = line.word(0) === 'disabled';
}

export function readMode(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const mode = line.word(1);
  if (mode === 'health') {
    report.alert(line, "'mode health' doesn't exist anymore. Please use 'http-request return status 200' instead.", 1);
  } else if (mode !== 'http' && mode !== 'tcp') report.alert(line, `unknown proxy mode '${mode}'.`, 1);
  else if (line.length > 2) report.alert(line, `'mode' cannot handle unexpected argument '${line.word(2)}'.`, 2);
  else proxy.mode = mode;
}

export function readRetries(line: ConfigLine, proxy: ProxySection): void {
  proxy.retries = Math.max(0, lenientInteger(line.word(1)));
}

export function readId(line: ConfigLine, _proxy: ProxySection, report: Report): void {
  if (line.word(1) === '') report.alert(line, "'id' expects an integer argument.");
  else if (line.length > 2) report.alert(line, `'id' cannot handle unexpected argument '${line.word(2)}'.`, 2);
  else if (lenientInteger(line.word(1)) <= 0) report.alert(line, 'custom id has to be > 0.', 1);
  else report.noEffect(line, 'id');
}

export function readMonitor(line: ConfigLine, _proxy: ProxySection, report: Report): void {
  if (line.word(1) !== 'fail') report.alert(line, "'monitor' only supports 'fail'.", 1);
  else if (line.word(2) !== 'if' && line.word(2) !== 'unless')
    report.alert(line, "'monitor fail' requires either 'if' or 'unless' followed by a condition.", 2);
  else report.leaveOut(line, 'monitor');
}

export function readCapture(line: ConfigLine, _proxy: ProxySection, report: Report): void {
  const [what, side] = [line.word(1), line.word(2)];
  if (what === 'cookie') {
    if (line.word(4) === '') report.alert(line, "'capture' expects 'cookie' <cookie_name> 'len' <len>.", 1);
    else report.noEffect(line, 'capture');
  } else if ((what === 'request' || what === 'response') && side === 'header') {
    if (line.word(3) === '' || line.word(4) !== 'len' || line.word(5) === '')
      report.alert(line, `'capture ${what}' expects 'header' <header_name> 'len' <len>.`, 1);
    else report.noEffect(line, 'capture');
  } else report.alert(line, "'capture' expects 'cookie' or 'request header' or 'response header'.", 1);
}

export function readRateLimit(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const [what, value] = [line.word(1), line.word(2)];
  const strange = /\D/.exec(value)?.[0];
  if (what !== 'sessions') report.alert(line, `'rate-limit' only supports 'sessions' (got '${what}')`, 1);
  else if (value === '')
    report.alert(line, "'rate-limit sessions' expects expects an integer value (in sessions/second)", 1);
  else if (strange !== undefined)
    report.alert(line, `'rate-limit sessions' : unexpected character '${strange}' in integer value '${value}'`, 2);
  else if (proxy.kind === 'backend')
    report.warn(line, `rate-limit sessions will be ignored because ${called(proxy)} has no frontend capability`);
  else report.leaveOut(line, 'rate-limit sessions');
}

const cookieFlags = [
  'rewrite',
  'insert',
  'prefix',
  'indirect',
  'nocache',
  'postonly',
  'preserve',
  'httponly',
  'secure',
  'dynamic',
];
const cookieModes = ['rewrite', 'insert', 'prefix'];

export function readCookie(line: ConfigLine, _proxy: ProxySection, report: Report): void {
  const modes = new Set<string>();
  for (let index = 2; index < line.length; index += 1) {
    const word = line.word(index);
    if (cookieModes.includes(word)) modes.add(word);
    if (cookieFlags.includes(word)) continue;
    index += 1;
    const problem = cookieValueProblem(word, line.word(index));
    if (problem !== null) {
      report.alert(line, problem, index - 1);
      return;
    }
  }
  if (modes.size > 1) report.alert(line, "cookie 'rewrite', 'insert' and 'prefix' modes are incompatible.", 2);
  else report.leaveOut(line, 'cookie');
}

function cookieValueProblem(word: string, value: string): string | null {
  if (word === 'domain') return value === '' ? "'domain' expects <domain> as argument." : null;
  if (word === 'attr') return value === '' ? "'attr' expects <value> as argument." : null;
  if (word !== 'maxidle' && word !== 'maxlife')
    return (
      "'cookie' supports 'rewrite', 'insert', 'prefix', 'indirect', 'nocache', 'postonly', 'domain', 'maxidle', 'dynamic', " +
      "'maxlife' and 'attr' options."
    );
  if (value === '')
    return `'${word}' expects <${word === 'maxidle' ? 'idletime' : 'lifetime'}> in seconds as argument.`;
  const timer = parseTimer(value);
  return timer.kind === 'unexpected' ? `unexpected character '${timer.char}' in argument to <${word}>.` : null;
}

export function readDispatch(line: ConfigLine, proxy: ProxySection, report: Report): void {
  if (proxy.kind === 'frontend') return;
  if (line.word(1) === '') {
    report.alert(line, "'dispatch' : '' resolves to an empty address (environment variable missing?)");
    return;
  }
  try {
    parseAddress(line.word(1), { portIsNeeded: true, takesOffset: false, takesRange: false });
    report.leaveOut(line, 'dispatch');
  } catch (error) {
    if (!(error instanceof AddressError)) throw error;
    report.alert(line, `'dispatch' : ${error.message}`, 1);
  }
}

const errorStatuses = '200 400 401 403 404 405 407 408 410 413 421 422 425 429 500 501 502 503 504'.split(' ');

export function readErrorFile(line: ConfigLine, _proxy: ProxySection, report: Report): void {
  const [status, path] = [line.word(1), line.word(2)];
  if (path === '') report.alert(line, 'errorfile : expects <status_code> and <file> as arguments.');
  else if (!errorStatuses.includes(status)) report.alert(line, `errorfile : status code '${status}' not handled.`, 1);
  else if (!isOnMachine(path)) report.alert(line, `errorfile : error opening file '${path}'.`, 2);
  else report.noEffect(line, 'errorfile');
}

export function readErrorLocation(line: ConfigLine, _proxy: ProxySection, report: Report): void {
  const [keyword, status, url] = [line.word(0), line.word(1), line.word(2)];
  if (url === '') report.alert(line, `${keyword} : expects <status_code> and <url> as arguments.`);
  else if (!errorStatuses.includes(status)) report.alert(line, `${keyword} : status code '${status}' not handled.`, 1);
  else report.noEffect(line, keyword);
}

/** `external-check command PATH`, `external-check path DIRECTORIES` */
export function readExternalCheck(line: ConfigLine, proxy: ProxySection, report: Report): void {
  if (line.word(1) === 'command') proxy.hasCheckCommand = true;
  report.leaveOut(line, 'external-check');
}

/** `email-alert mailers NAME`; nobody gets mail here. */
export function readEmailAlert(line: ConfigLine, proxy: ProxySection, report: Report): void {
  if (line.word(2) === '') report.alert(line, `missing argument after '${line.word(1)}'.`, 1);
  else proxy.emailAlert.set(line.word(1), line);
  report.noEffect(line, 'email-alert');
}

/** `declare capture request|response len N` (haproxy 2.6: src/proxy.c, `proxy_parse_declare`). */
export function readDeclare(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const [what, direction] = [line.word(1), line.word(2)];
  const problem =
    proxy.kind === 'defaults'
      ? "'declare' not available in default section"
      : proxy.kind === 'backend'
        ? "'declare' only available in frontend or listen section"
        : what === ''
          ? "'declare' needs a second keyword that specify the type of declaration ('capture')"
          : what !== 'capture'
            ? `unknown declaration type '${what}' (supports 'capture')`
            : direction !== 'request' && direction !== 'response'
              ? "'declare capture' requires a direction ('request' or 'response')"
              : captureLengthProblem(line);
  if (problem !== null) report.alert(line, problem, 1);
  else report.noEffect(line, 'declare');
}

function captureLengthProblem(line: ConfigLine): string | null {
  const [keyword, length] = [line.word(3), line.word(4)];
  if (keyword !== 'len') return "'declare capture' requires a capture length ('len')";
  if (length === '') return "'declare capture': 'len' requires a numeric value that represents the capture length";
  if (!/^[+-]?\d+$/.test(length)) return "'declare capture': cannot parse the length 'len'.";
  return lenientInteger(length) <= 0 ? 'length must be > 0' : null;
}

export function readCompression(line: ConfigLine, _proxy: ProxySection, report: Report): void {
  const [what, value] = [line.word(1), line.word(2)];
  const algorithms = ['identity', 'gzip', 'deflate', 'raw-deflate'];
  if (what === 'algo' && value === '') report.alert(line, "'compression' : 'algo' expects <algorithm>.", 1);
  else if (what === 'algo' && !algorithms.includes(value))
    report.alert(line, `'compression' : '${value}' is not a supported algorithm.`, 2);
  else if (!['algo', 'type', 'offload'].includes(what))
    report.alert(line, "'compression' expects 'algo', 'type' or 'offload'", 1);
  else report.leaveOut(line, 'compression');
}

const filters = ['cache', 'compression', 'fcgi-app', 'opentracing', 'spoe', 'trace'];

export function readFilter(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const name = line.word(1);
  if (name === '') report.alert(line, `missing argument for 'filter' in ${called(proxy)}.`);
  else if (!filters.includes(name)) report.alert(line, `'filter' : unknown keyword '${name}'.`, 1);
  else report.leaveOut(line, `filter ${name}`);
}

export function readPersist(line: ConfigLine, _proxy: ProxySection, report: Report): void {
  const method = line.word(1);
  if (method === '') report.alert(line, 'missing persist method.');
  else if (!method.startsWith('rdp-cookie')) report.alert(line, 'unknown persist method.', 1);
  else report.leaveOut(line, 'persist');
}

export function readSource(line: ConfigLine, _proxy: ProxySection, report: Report): void {
  const address = line.word(1);
  const strange = line.from(2).findIndex((word, at) => at % 2 === 0 && word !== 'interface' && word !== 'usesrc');
  if (address === '')
    report.alert(line, "'source' expects <addr>[:<port>], and optionally 'usesrc' <addr>, and 'interface' <name>.");
  else if (/^[A-Za-z]/.test(address) && address !== 'localhost')
    report.alert(line, `'source ${address}' : invalid address: '${address}' in '${address}'`, 1);
  else if (strange >= 0)
    report.alert(line, "'source' only supports optional keywords 'interface' and 'usesrc'.", 2 + strange);
  else report.noEffect(line, 'source');
}

/** A keyword with a whole number that is read strictly. */
export function readInteger(line: ConfigLine, _proxy: ProxySection, report: Report): void {
  const [keyword, value] = [line.word(0), line.word(1)];
  const strange = /[^\d-]/.exec(value)?.[0];
  if (value === '') report.alert(line, `'${keyword}' expects expects an integer value (or -1 to disable)`);
  else if (strange !== undefined)
    report.alert(line, `'${keyword}' : unexpected character '${strange}' in integer value '${value}'`, 1);
  else report.leaveOut(line, keyword);
}
