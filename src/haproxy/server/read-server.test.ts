import { describe, expect, it } from 'vitest';
import { checkHaproxyConfig } from '../check-haproxy-config.ts';

/** What HAProxy says of a server with these words. */
function alertsOf(words: string): string[] {
  const lines = ['defaults', 'mode http', 'frontend fe', 'bind :80', 'default_backend be', 'backend be'];
  const { problems } = checkHaproxyConfig(
    [...lines, `server s1 10.0.0.1:80 ${words}`, 'server s2 10.0.0.2:80 check'].join('\n'),
    {
      file: 'haproxy.cfg',
      version: '2.6',
    },
  );
  return problems.map(({ message }) => message);
}

describe('words of a server line', () => {
  it.each([
    'weight 256',
    'weight x',
    'check inter 2s fastinter 100 downinter 500us fall 1 rise 1',
    'maxconn -5 minconn 5 maxqueue 10',
    'slowstart 100ms backup disabled',
    'track be/s2',
    'observe layer7 check error-limit 5 on-error mark-down on-marked-down shutdown-sessions',
    'ssl verify none ssl-min-ver TLSv1.2 alpn h2',
    'source 10.0.0.1 usesrc clientip',
    'max-reuse -2 pool-max-conn -1',
    'send-proxy resolve-prefer ipv6 ws auto proto h2',
  ])('takes %s', (words) => {
    expect(alertsOf(words)).toEqual([]);
  });

  it.each([
    ['weight -1', 'weight of server s1 is not within 0 and 256 (-1)..'],
    ['inter 0', "invalid value 0 for argument 'inter' of server s1.."],
    ['fastinter', "'fastinter' expects a delay as argument.."],
    ['downinter x', "unexpected character 'x' in 'agent-inter' argument of server s1.."],
    ['rise -1', "'rise' has to be > 0.."],
    ['error-limit 0', 'error-limit has to be > 0..'],
    ['id -1', "'id' : custom id has to be > 0."],
    ['observe layer5', "'observe' expects one of 'none', 'layer4', 'layer7' but got 'layer5'."],
    ['resolve-prefer foo', "'resolve-prefer' expects either ipv4 or ipv6 as argument.."],
    ['pool-max-conn -2', "'pool-max-conn' must be >= -1."],
    ['pool-purge-delay x', "unexpected character 'x' in argument to <pool-purge-delay>.."],
    ['ssl-min-ver foo', "'foo' : unknown ssl/tls version."],
    ['check-proto foo', "'check-proto' :  unknown MUX protocol 'foo'."],
    ['verify foo', "'verify' : unknown verify method 'foo', only 'none' and 'required' are supported."],
    ['usesrc x', "'usesrc' only allowed after a 'source' statement.."],
    ['weigth 5', "unknown keyword 'weigth'; did you mean 'weight' maybe ?"],
  ])('refuses %s', (words, message) => {
    expect(alertsOf(words)).toEqual([`'server be/s1' : ${message}`]);
  });
});
