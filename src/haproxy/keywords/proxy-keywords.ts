import { wordsOf } from './words-of.ts';

/** Keywords of proxies, as haproxy 2.6 looks for the one that was meant (src/cfgparse-listen.c). */
export const proxyKeywords = wordsOf(`
  clitcpka-cnt clitcpka-idle clitcpka-intvl clitimeout compression contimeout declare errorfile errorfiles errorloc
  errorloc302 errorloc303 external-check filter http-check http-error max-keep-alive-queue rate-limit retry-on
  srvtcpka-cnt srvtcpka-idle srvtcpka-intvl srvtimeout tcp-check tcp-request tcp-response timeout use-fcgi-app listen
  frontend backend defaults server default-server server-template bind monitor-net monitor-uri mode id description
  disabled enabled bind-process acl dynamic-cookie-key cookie email-alert persist appsession
  load-server-state-from-file server-state-file-name max-session-srv-conns capture retries http-request http-response
  http-after-response http-send-name-header block redirect use_backend use-server force-persist ignore-persist
  stick-table stick stats option default_backend http-reuse monitor transparent maxconn backlog fullconn grace
  dispatch balance hash-type hash-balance-factor unique-id-format unique-id-header log-format log-format-sd log-tag
  log source usesrc error-log-format
`);
