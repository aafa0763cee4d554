import { describe, expect, it } from 'vitest';
import { checkHaproxyConfig } from '../check-haproxy-config.ts';

const problemsOf = (rule: string) =>
  checkHaproxyConfig(
    [
      'listen web',
      'mode http',
      'bind :80',
      'timeout connect 1s',
      'timeout client 1s',
      'timeout server 1s',
      'server s1 10.0.0.1:80',
      rule,
    ].join('\n'),
    { file: 'haproxy.cfg', version: '2.6' },
  ).problems;

describe('a sample that speaks of a proxy or a server', () => {
  it.each(['acl few nbsrv(web) lt 1', 'acl few nbsrv lt 1', 'acl up srv_is_up(s1)', 'acl up srv_is_up(web/s1)'])(
    'may be %s',
    (rule) => {
      expect(problemsOf(rule)).toEqual([]);
    },
  );

  it.each([
    [
      'acl few nbsrv(nope) lt 1',
      "unable to find backend 'nope' referenced in arg 1 of ACL keyword 'nbsrv' in proxy 'web'.",
    ],
    [
      'http-request deny if { srv_is_up(web/nope) }',
      "unable to find server 'nope' in proxy 'web', referenced in arg 1 of ACL keyword 'srv_is_up' in proxy 'web'.",
    ],
  ])('is refused in %s', (rule, message) => {
    expect(problemsOf(rule)).toEqual([expect.objectContaining({ line: 8, message })]);
  });
});
