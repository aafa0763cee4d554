import { describe, expect, it } from 'vitest';
import { checkHaproxyConfig } from './check-haproxy-config.ts';

/** What HAProxy says first of a configuration with this line in it. */
function firstAlert(section: string, line: string): string | undefined {
  const inside = (name: string) => (section === name ? [line] : []);
  const text = [
    'global',
    ...inside('global'),
    'defaults',
    'mode http',
    'frontend fe',
    'bind *:8080',
    'default_backend be',
    ...inside('frontend'),
    'backend be',
    ...inside('backend'),
    `server s1 127.0.0.5:80 ${section === 'server' ? line : ''}`,
  ].join('\n');
  return checkHaproxyConfig(text, { file: 'FILE', version: '2.6' }).problems[0]?.message;
}

// haproxy 2.6: src/check.c, src/server.c, src/proxy.c, src/cfgparse-listen.c, src/cli.c, src/cfgparse.c.
describe('less used keywords', () => {
  it.each([
    ['server', 'agent-check port 80', undefined],
    [
      'server',
      'agent-check port 80 agent-port 0',
      "'server be/s1' : server s1 does not have agent port. Agent check has been disabled.",
    ],
    ['server', 'check port', "'server be/s1' : 'port' expects a port number as argument.."],
    [
      'server',
      'agent-addr nowhere',
      "'server be/s1' : parsing agent-addr failed. Check if 'nowhere' is correct address..",
    ],
    ['server', 'proxy-v2-options ssl,foo', "'server be/s1' : 'foo' : proxy v2 option not implemented."],
    ['server', 'resolve-net 10.0.0.0/8,x', "'server be/s1' : 'resolve-net' invalid network 'x'.."],
    ['server', 'namespace *', undefined],
    ['backend', 'default-server id 3', undefined],
    [
      'backend',
      'server s2 127.0.0.6:80 id 3\nserver s3 127.0.0.7:80 id 3',
      "'server be/s3' : 'id' : custom id 3 already used at FILE:8 ('server s2').",
    ],
    [
      'backend',
      'option http-restrict-req-hdr-names x',
      "invalid parameter 'x'. option 'http-restrict-req-hdr-names' expects 'preserve', 'reject' or 'delete' option.",
    ],
    [
      'backend',
      'option external-check',
      "Proxy 'be' : 'option external-check' unable to find required 'global.external-check'.",
    ],
    ['backend', 'email-alert mailers x', undefined],
    [
      'backend',
      'email-alert mailers x\nemail-alert from a\nemail-alert to b',
      "Proxy 'be': unable to find mailers 'x'.",
    ],
    [
      'backend',
      'http-request return status 700',
      "error detected in backend 'be' while parsing 'http-request return' rule : Unexpected status code '700'.",
    ],
    [
      'backend',
      'http-request deny deny_status 302',
      "error detected in backend 'be' while parsing 'http-request deny' rule : status code '302' not handled by default with 'default-errorfiles' argument..",
    ],
    ['backend', 'http-request deny status 302', undefined],
    [
      'backend',
      'http-request return status 200 string x',
      "error detected in backend 'be' while parsing 'http-request return' rule : a content type must be defined when non-empty payload is configured.",
    ],
    ['backend', 'http-request return status 200 content-type text/plain string x', undefined],
    ['backend', 'stick-table type ip size 1k expire', "stick-table: missing argument after 'expire'."],
    ['backend', 'tcp-response foo', "'tcp-response' expects 'inspect-delay' or 'content' in backend 'be' (got 'foo')"],
    ['frontend', 'declare capture request', "'declare capture' requires a capture length ('len')"],
    ['frontend', 'declare capture request len 10', undefined],
    ['frontend', 'capture request header X', "'capture request' expects 'header' <header_name> 'len' <len>."],
    ['frontend', 'capture cookie X', "'capture' expects 'cookie' <cookie_name> 'len' <len>."],
    ['frontend', 'rate-limit sessions', "'rate-limit sessions' expects expects an integer value (in sessions/second)"],
    ['frontend', 'default_backend be x', "'default_backend' cannot handle unexpected argument 'x'."],
    [
      'frontend',
      'use_backend %[foo]',
      "failed to parse use_backend rule '%[foo]' : failed to parse sample expression <foo]> : unknown fetch method 'foo'.",
    ],
    ['frontend', 'bind 256.1.1.1:81', "'bind' : invalid address: '256.1.1.1' in '256.1.1.1:81'"],
    [
      'frontend',
      'bind :81 maxconn -1',
      "'bind :81' in section 'frontend' : 'maxconn' : invalid value -1, must be >= 0",
    ],
    [
      'frontend',
      'bind :81 mss 0',
      "'bind :81' in section 'frontend' : 'mss' : expects an MSS with and absolute value between 1 and 65535",
    ],
    ['global', 'stats socket /run/s.sock foo', "'stats socket' : unknown keyword 'foo'. Did you mean 'tfo' maybe ?"],
    ['global', 'stats socket /run/s.sock mode 600 level admin', undefined],
    ['global', 'stats timeout 0', "'stats timeout' expects a positive value"],
    ['global', 'uid', "'uid' expects an integer argument."],
  ])('%s: %s', (section, line, message) => {
    expect(firstAlert(section, line)).toBe(message);
  });
});
