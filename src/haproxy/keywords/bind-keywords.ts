import { wordsOf } from './words-of.ts';

/** Words of a `bind` line that take a value (`haproxy 2.6 -dKcfg`). */
export const bindKeywordsWithValue = wordsOf(`
  accept-netscaler-cip backlog expose-fd gid group id interface level maxconn mode mss name namespace nice process
  proto severity-output shards tcp-ut thread uid user alpn ca-file ca-ignore-err ca-sign-file ca-sign-pass
  ca-verify-file ciphers ciphersuites crl-file crt crt-ignore-err crt-list curves ecdhe npn ssl-max-ver ssl-min-ver
  tls-ticket-keys verify
`);

/** Those that stand alone. */
export const bindFlags = wordsOf(`
  accept-proxy defer-accept tfo transparent v4v6 v6only allow-0rtt force-sslv3 force-tlsv10 force-tlsv11 force-tlsv12
  force-tlsv13 generate-certificates no-ca-names no-sslv3 no-tls-tickets no-tlsv10 no-tlsv11 no-tlsv12 no-tlsv13
  prefer-client-ciphers strict-sni ssl
`);
