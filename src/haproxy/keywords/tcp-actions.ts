import { wordsOf } from './words-of.ts';

/** Actions of `tcp-request connection`, `session` and `content`, without their arguments. */
export const tcpRequestActions = wordsOf(`
  accept reject capture do-resolve expect-netscaler-cip expect-proxy send-spoe-group sc-inc-gpc sc-inc-gpc0 sc-inc-gpc1
  sc-set-gpt sc-set-gpt0 set-bandwidth-limit set-dst set-dst-port set-log-level set-mark set-nice set-priority-class
  set-priority-offset set-src set-src-port set-tos set-var set-var-fmt silent-drop switch-mode track-sc0 track-sc1
  track-sc2 unset-var use-service
`);

/** Likewise. */
export const tcpResponseActions = wordsOf(`
  accept close reject sc-inc-gpc sc-inc-gpc0 sc-inc-gpc1 sc-set-gpt sc-set-gpt0 send-spoe-group set-log-level set-mark
  set-nice set-tos set-var set-var-fmt silent-drop unset-var
`);
