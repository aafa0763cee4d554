/** Keywords that were taken away, with the words in which haproxy refuses them since. */
export interface RetiredKeyword {
  readonly since: readonly [number, number];
  readonly says: string;
}

function directive(keyword: string, instead: string): [string, RetiredKeyword] {
  return [
    keyword,
    { since: [2, 1], says: `The '${keyword}' directive is not supported anymore since HAProxy 2.1.${instead}` },
  ];
}

function use(keyword: string, instead: string): [string, RetiredKeyword] {
  return directive(keyword, ` Use '${instead}' instead.`);
}

function timer(keyword: string, instead: string): [string, RetiredKeyword] {
  return [
    keyword,
    { since: [2, 1], says: `the '${keyword}' directive is not supported anymore since HAProxy 2.1. Use '${instead}'.` },
  ];
}

/** haproxy 2.6: src/cfgparse-listen.c, src/proxy.c. */
export const retiredProxyKeywords: ReadonlyMap<string, RetiredKeyword> = new Map<string, RetiredKeyword>([
  ['appsession', { since: [1, 6], says: "'appsession' is not supported anymore since HAProxy 1.6." }],
  [
    'redispatch',
    {
      since: [2, 1],
      says: "keyword 'redispatch' directive is not supported anymore since HAProxy 2.1. Use 'option redispatch'.",
    },
  ],
  [
    'block',
    {
      since: [2, 1],
      says: "The 'block' directive is not supported anymore since HAProxy 2.1. Use 'http-request deny' which uses the exact same syntax.",
    },
  ],
  ['grace', { since: [2, 5], says: "the 'grace' keyword is not supported any more since HAProxy version 2.5." }],
  timer('contimeout', 'timeout connect'),
  timer('clitimeout', 'timeout client'),
  timer('srvtimeout', 'timeout server'),
  directive(
    'reqrep',
    " Use 'http-request replace-path', 'http-request replace-uri' or 'http-request replace-header' instead.",
  ),
  use('reqirep', 'http-request replace-header'),
  ...['reqdel', 'reqidel'].map((keyword) => use(keyword, 'http-request del-header')),
  [
    'reqdeny',
    { since: [2, 1], says: "The 'reqdeny' not supported anymore since HAProxy 2.1. Use 'http-request deny' instead." },
  ],
  ['reqpass', { since: [2, 1], says: "The 'reqpass' not supported anymore since HAProxy 2.1." }],
  use('reqideny', 'http-request deny'),
  directive('reqipass', ''),
  ...['reqallow', 'reqiallow'].map((keyword) => use(keyword, 'http-request allow')),
  ...['reqtarpit', 'reqitarpit'].map((keyword) => use(keyword, 'http-request tarpit')),
  use('reqadd', 'http-request add-header'),
  ...['rsprep', 'rspirep'].map((keyword) => use(keyword, 'http-response replace-header')),
  directive('rspdel', " Use 'http-response del-header' ."),
  use('rspidel', 'http-response del-header'),
  ...['rspdeny', 'rspideny'].map((keyword) => use(keyword, 'http-response deny')),
  use('rspadd', 'http-response add-header'),
]);
