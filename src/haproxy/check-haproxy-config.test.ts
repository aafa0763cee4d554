import { describe, expect, it } from 'vitest';
import { checkHaproxyConfig } from './check-haproxy-config.ts';

const check = (...lines: string[]) =>
  checkHaproxyConfig(['defaults', 'timeout connect 1', 'timeout client 1', 'timeout server 1', ...lines].join('\n'), {
    file: 'haproxy.cfg',
    version: '2.6',
  });

describe('checkHaproxyConfig', () => {
  it.each(['leastconn', 'first', 'source', 'uri depth 2', 'random(3)'])(
    'takes balance %s, which the model does not run',
    (words) => {
      expect(check('listen web', 'bind :80', `balance ${words}`)).toEqual({ problems: [], warnings: [] });
    },
  );

  it.each([
    [['frobnicate'], 5, "unknown keyword 'frobnicate' in 'defaults' section"],
    [['defaults', 'bind :80'], 6, "'bind' not allowed in 'defaults' section."],
    [['defaults', 'server a b:80'], 6, "'server' not allowed in 'defaults' section."],
    [['frontend a b:80'], 5, "please use the 'bind' keyword for listening addresses."],
    [['listen'], 5, "'listen' expects an <id> argument"],
    [['listen a/b', 'bind :80'], 5, "character '/' is not permitted in 'listen' name 'a/b'."],
  ])('refuses %j', (lines, line, message) => {
    expect(check(...lines).problems).toContainEqual(expect.objectContaining({ line, message }));
  });

  it('refuses a keyword before the first section', () => {
    const { problems } = checkHaproxyConfig('mode http\nlisten a\nbind :80', { file: 'haproxy.cfg', version: '2.6' });
    expect(problems).toContainEqual({ line: 1, column: 1, message: "unknown keyword 'mode' out of section." });
  });

  it('refuses two proxies of one name on the same side', () => {
    expect(check('listen a', 'bind :80', 'backend a').problems.map(({ message }) => message)).toEqual([
      "backend 'a' has the same name as proxy 'a' declared at haproxy.cfg:5.",
    ]);
    expect(check('frontend a', 'bind :80', 'default_backend a', 'backend a').problems).toEqual([]);
  });

  it('refuses a backend that is not there', () => {
    expect(check('frontend a', 'bind :80', 'default_backend b').problems.map(({ line }) => line)).toEqual([7]);
  });

  it('finds that nothing listens', () => {
    expect(check('backend a').problems.map(({ message }) => message)).toEqual([
      'Configuration file has no error but will not start (no listener) => exit(2).',
    ]);
  });

  it('warns of a keyword of the other side', () => {
    expect(check('frontend a', 'bind :80', 'balance roundrobin').warnings.map(({ message }) => message)).toEqual([
      "'balance' ignored because frontend 'a' has no backend capability.",
    ]);
  });
});
