const defaultPort = 6379;

/** Where a Redis, or a Valkey, is. */
export interface RedisAddress {
  readonly url: string;
  /** For people, without a password: `host:6379`. */
  readonly place: string;
  /** As one types it, without a password. */
  readonly shownUrl: string;
}

/** `redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE]`, `rediss://` over TLS; `null` = it is none. */
export function readRedisAddress(words: string): RedisAddress | null {
  if (!/^rediss?:\/\//.test(words) || !URL.canParse(words)) return null;
  const url = new URL(words);
  if (url.hostname === '' || !/^(\/\d*)?$/.test(url.pathname) || url.search !== '' || url.hash !== '') return null;
  return {
    url: words,
    place: `${url.hostname}:${url.port === '' ? defaultPort : url.port}`,
    shownUrl: `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`,
  };
}
