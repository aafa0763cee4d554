import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { readBalance } from './balance.ts';
import { readBind } from './bind.ts';
import { readCheckRule } from './checks.ts';
import { readFullConnections, readMaxConnections } from './connection-limits.ts';
import { readReuse } from './connection-mode.ts';
import { readBalanceFactor, readHashType } from './hash-type.ts';
import { readHttpRule } from './http-rules.ts';
import { readLog, readLogFormatLine } from './log.ts';
import { readOption } from './options.ts';
import type { ProxySection } from './proxy.ts';
import { readRetryOn } from './retry-on.ts';
import {
  readAcl,
  readDefaultBackend,
  readPersistRule,
  readRedirect,
  readUseBackend,
  readUseServer,
} from './rule-keywords.ts';
import {
  readCapture,
  readCompression,
  readCookie,
  readDeclare,
  readDisabled,
  readDispatch,
  readEmailAlert,
  readErrorFile,
  readErrorLocation,
  readExternalCheck,
  readFilter,
  readId,
  readInteger,
  readMode,
  readMonitor,
  readPersist,
  readRateLimit,
  readRetries,
  readSource,
} from './simple-keywords.ts';
import { readStats, readStick, readStickTable } from './stick-and-stats.ts';
import { readTcpRequest, readTcpResponse } from './tcp-rules.ts';
import { readTimeout } from './timeouts.ts';

export type ReadKeyword = (line: ConfigLine, proxy: ProxySection, report: Report, version: string) => void;

/** A keyword of a proxy. */
export interface ProxyKeyword {
  readonly read: ReadKeyword;
  /** Whose it is; on the other side HAProxy ignores it with a warning. */
  readonly side?: 'frontend' | 'backend';
  /** Behind that warning. */
  readonly hint?: string;
  /** Not allowed in `defaults`: how HAProxy calls the section then. */
  readonly notIn?: "'defaults'" | "anonymous 'defaults'";
}

const leaveOut: ReadKeyword = (line, _proxy, report) => report.leaveOut(line, line.word(0));
const noEffect: ReadKeyword = (line, _proxy, report) => report.noEffect(line, line.word(0));

/** Reads on with `then` if there is an argument, else says so. */
function needs(says: string, then: ReadKeyword): ReadKeyword {
  return (line, proxy, report, version) => {
    if (line.word(1) === '') report.alert(line, says.replace('KEYWORD', line.word(0)));
    else then(line, proxy, report, version);
  };
}

function atMost(count: number, then: ReadKeyword): ReadKeyword {
  return (line, proxy, report, version) => {
    if (line.length <= 1 + count) then(line, proxy, report, version);
    else
      report.alert(line, `'${line.word(0)}' cannot handle unexpected argument '${line.word(1 + count)}'.`, 1 + count);
  };
}

function oneOf(words: readonly string[], says: string, then: ReadKeyword): ReadKeyword {
  return (line, proxy, report, version) => {
    if (words.includes(line.word(1))) then(line, proxy, report, version);
    else report.alert(line, says.replace('WORD', line.word(1)), 1);
  };
}

const integer = "'KEYWORD' expects an integer argument.";
const frontend = 'frontend';
const backend = 'backend';
const never = "'defaults'";
const notAnonymous = "anonymous 'defaults'";

/** haproxy 2.6: src/cfgparse-listen.c and the keyword lists of its modules. */
export const proxyKeywordTable: ReadonlyMap<string, ProxyKeyword> = new Map<string, ProxyKeyword>([
  ['bind', { read: readBind, side: frontend, notIn: never }],
  ['mode', { read: readMode }],
  [
    'maxconn',
    {
      read: needs(integer, atMost(1, readMaxConnections)),
      side: frontend,
      hint: " Maybe you want 'fullconn' instead ?",
    },
  ],
  [
    'fullconn',
    {
      read: needs(integer, atMost(1, readFullConnections)),
      side: backend,
      hint: " Maybe you want 'maxconn' instead ?",
    },
  ],
  ['backlog', { read: needs(integer, atMost(1, noEffect)), side: frontend }],
  [
    'default_backend',
    { read: needs("'default_backend' expects a backend name.", atMost(1, readDefaultBackend)), side: frontend },
  ],
  [
    'use_backend',
    { read: needs("'use_backend' expects a backend name.", readUseBackend), side: frontend, notIn: never },
  ],
  ['use-server', { read: needs("'use-server' expects a server name.", readUseServer), side: backend, notIn: never }],
  ['balance', { read: readBalance, side: backend }],
  ['option', { read: readOption }],
  ['timeout', { read: readTimeout }],
  [
    'retries',
    {
      read: needs("'retries' expects an integer argument (dispatch counts for one).", atMost(1, readRetries)),
      side: backend,
    },
  ],
  ['acl', { read: readAcl, notIn: notAnonymous }],
  ['http-request', { read: readHttpRule, notIn: notAnonymous }],
  ['http-response', { read: readHttpRule, notIn: notAnonymous }],
  ['http-after-response', { read: readHttpRule, notIn: notAnonymous }],
  ['http-check', { read: readCheckRule, side: backend }],
  ['tcp-check', { read: readCheckRule, side: backend }],
  ['log', { read: readLog }],
  ['log-format', { read: needs('KEYWORD expects an argument.', readLogFormatLine) }],
  ['log-format-sd', { read: needs('KEYWORD expects an argument.', noEffect) }],
  ['error-log-format', { read: needs('KEYWORD expects an argument.', noEffect) }],
  ['log-tag', { read: needs("'log-tag' expects a tag for use in syslog.", noEffect) }],
  ['unique-id-format', { read: needs('KEYWORD expects an argument.', noEffect) }],
  ['unique-id-header', { read: needs('KEYWORD expects an argument.', noEffect) }],
  ['description', { read: needs("'description' expects a string argument.", noEffect), notIn: never }],
  ['id', { read: readId, notIn: never }],
  ['disabled', { read: atMost(0, readDisabled) }],
  ['enabled', { read: atMost(0, readDisabled) }],
  ['monitor-uri', { read: needs("'monitor-uri' expects an URI.", leaveOut), side: frontend }],
  ['monitor', { read: readMonitor, side: frontend, notIn: never }],
  ['capture', { read: readCapture, side: frontend, notIn: never }],
  ['rate-limit', { read: readRateLimit }],
  ['hash-type', { read: readHashType, side: backend }],
  ['hash-balance-factor', { read: needs(integer, readBalanceFactor), side: backend }],
  [
    'http-reuse',
    {
      read: oneOf(
        ['never', 'safe', 'aggressive', 'always'],
        "'http-reuse' only supports 'never', 'safe', 'aggressive', 'always'.",
        readReuse,
      ),
      side: backend,
    },
  ],
  ['retry-on', { read: readRetryOn }],
  ['cookie', { read: needs("'cookie' expects <cookie_name> as argument.", readCookie), side: backend }],
  [
    'dynamic-cookie-key',
    { read: needs("'dynamic-cookie-key' expects <secret_key> as argument.", leaveOut), side: backend },
  ],
  ['persist', { read: readPersist, side: backend, notIn: never }],
  [
    'source',
    {
      read: readSource,
      side: backend,
    },
  ],
  ['dispatch', { read: readDispatch, side: backend, notIn: never }],
  ['redirect', { read: readRedirect, notIn: never }],
  ['stick-table', { read: readStickTable }],
  ['stick', { read: readStick, side: backend, notIn: never }],
  ['stats', { read: readStats }],
  ['errorfile', { read: readErrorFile }],
  ['errorloc', { read: readErrorLocation }],
  ['errorloc302', { read: readErrorLocation }],
  ['errorloc303', { read: readErrorLocation }],
  ['force-persist', { read: readPersistRule, side: backend, notIn: never }],
  ['ignore-persist', { read: readPersistRule, side: backend, notIn: never }],
  [
    'http-send-name-header',
    { read: needs("'http-send-name-header' requires a header string.", noEffect), side: backend },
  ],
  [
    'load-server-state-from-file',
    {
      read: oneOf(
        ['global', 'local', 'none'],
        "'load-server-state-from-file' expects 'global', 'local' or 'none'. Got 'WORD'",
        noEffect,
      ),
      side: backend,
    },
  ],
  [
    'monitor-net',
    {
      read: (line, _proxy, report) =>
        report.alert(
          line,
          `'monitor-net' doesn't exist anymore. Please use 'http-request return status 200 if { src ${line.word(1)} }' instead.`,
        ),
    },
  ],
  ['tcp-request', { read: readTcpRequest }],
  ['tcp-response', { read: readTcpResponse, side: backend }],
  [
    'bind-process',
    {
      read: (line, _proxy, report) =>
        report.warn(line, "'bind-process' has no effect, is deprecated, and will be removed in version 2.7."),
    },
  ],
  ['declare', { read: readDeclare }],
  ['max-keep-alive-queue', { read: readInteger, side: backend }],
  ['compression', { read: readCompression }],
  ['filter', { read: readFilter }],
  ['server-state-file-name', { read: noEffect, side: backend }],
  [
    'email-alert',
    {
      read: oneOf(
        ['from', 'level', 'mailers', 'myhostname', 'to'],
        "email-alert: unknown argument 'WORD'.",
        readEmailAlert,
      ),
    },
  ],
  [
    'external-check',
    {
      read: oneOf(
        ['command', 'path'],
        "'external-check' only supports 'command' and 'path'. but got 'WORD'.",
        readExternalCheck,
      ),
      side: backend,
    },
  ],
  ['max-session-srv-conns', { read: noEffect }],
  ['transparent', { read: leaveOut, side: backend }],
  ['http-error', { read: needs('http-error : expects at least a <status> as arguments.', noEffect) }],
  [
    'errorfiles',
    {
      read: (line, proxy, report) =>
        report.alert(line, `proxy '${proxy.name}': unknown http-errors section '${line.word(1)}'`, 1),
    },
  ],
  [
    'use-fcgi-app',
    {
      read: (line, proxy, report) =>
        report.alert(line, `proxy '${proxy.name}' : fcgi-app '${line.word(1)}' not found.`, 1),
    },
  ],
  ...['clitcpka-cnt', 'clitcpka-idle', 'clitcpka-intvl', 'srvtcpka-cnt', 'srvtcpka-idle', 'srvtcpka-intvl'].map(
    (keyword): [string, ProxyKeyword] => [keyword, { read: noEffect }],
  ),
]);
