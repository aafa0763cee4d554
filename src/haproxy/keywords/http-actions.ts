import { wordsOf } from './words-of.ts';

/** Actions of a rule set, `(*)` = with an argument in brackets, in the order in which haproxy 2.6 lists them. */
export const httpRequestActions = wordsOf(`
  wait-for-handshake ot-group set-log-level set-nice use-service sc-inc-gpc(*) sc-inc-gpc0(*) sc-inc-gpc1(*)
  sc-set-gpt(*) sc-set-gpt0(*) send-spoe-group do-resolve(*) cache-use add-acl(*) add-header allow auth capture
  del-acl(*) del-header del-map(*) deny disable-l7-retry early-hint normalize-uri redirect reject replace-header
  replace-path replace-pathq replace-uri replace-value return set-header set-map(*) set-method set-path set-pathq
  set-query set-uri strict-mode tarpit track-sc(*) set-timeout wait-for-body set-var-fmt(*) set-var(*) unset-var(*)
  set-dst set-dst-port set-mark set-src set-src-port set-tos silent-drop set-priority-class set-priority-offset
`);

/** Likewise. */
export const httpResponseActions = wordsOf(`
  ot-group set-log-level set-nice sc-inc-gpc(*) sc-inc-gpc0(*) sc-inc-gpc1(*) sc-set-gpt(*) sc-set-gpt0(*)
  send-spoe-group cache-store add-acl(*) add-header allow capture del-acl(*) del-header del-map(*) deny redirect
  replace-header replace-value return set-header set-map(*) set-status strict-mode track-sc(*) wait-for-body
  set-var-fmt(*) set-var(*) unset-var(*) set-mark set-tos silent-drop
`);

/** Likewise. */
export const httpAfterResponseActions = wordsOf(`
  ot-group add-header allow capture del-header replace-header replace-value set-header set-status strict-mode
  set-var-fmt(*) set-var(*) unset-var(*)
`);
