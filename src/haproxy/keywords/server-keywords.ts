import { wordsOf } from './words-of.ts';

/** Words of a `server` line that take a value (`haproxy 2.6 -dKcfg`), those of checks first as haproxy looks them through. */
export const serverKeywordsWithValue = wordsOf(`
  addr agent-addr agent-inter agent-port agent-send check-alpn check-proto check-sni downinter error-limit fall
  fastinter inter observe on-error port rise track alpn ca-file ciphers ciphersuites cookie crl-file crt id init-addr
  log-proto max-reuse maxconn maxqueue minconn namespace npn on-marked-down on-marked-up pool-low-conn pool-max-conn
  pool-purge-delay proto proxy-v2-options redir resolve-net resolve-opts resolve-prefer resolvers slowstart sni socks4
  ssl-max-ver ssl-min-ver tcp-ut verify verifyhost weight ws
`);

/** Those that stand alone. */
export const serverFlags = wordsOf(`
  agent-check allow-0rtt backup check check-send-proxy check-ssl check-via-socks4 disabled enabled force-sslv3
  force-tlsv10 force-tlsv11 force-tlsv12 force-tlsv13 no-agent-check no-backup no-check no-check-send-proxy
  no-check-ssl no-send-proxy no-send-proxy-v2 no-send-proxy-v2-ssl no-send-proxy-v2-ssl-cn no-ssl no-ssl-reuse
  no-sslv3 no-tfo no-tls-tickets no-tlsv10 no-tlsv11 no-tlsv12 no-tlsv13 non-stick send-proxy send-proxy-v2
  send-proxy-v2-ssl send-proxy-v2-ssl-cn source ssl ssl-reuse stick tfo tls-tickets usesrc
`);
