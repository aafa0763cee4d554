const letters = [
  '--',
  'SC',
  'sC',
  'SQ',
  'sQ',
  'SH',
  'sH',
  'SD',
  'sD',
  'DC',
  'DH',
  'DD',
  'PR',
  'PT',
  'LR',
  'CQ',
  'CC',
  'CH',
  'CD',
  'cR',
] as const;

/**
 * How a request ended at a balancer, in HAProxy's two letters: what ended it (S its server, s a timer on the server's side, D the
 * server found down, P the balancer itself by a rule, L the balancer with an answer of its own, C its client, c a timer on the client's side), and when (Q in a queue, C connecting, H before the answer, D in the
 * data, R before the request, T in a tarpit). Source: haproxy 2.6 doc/configuration.txt, 8.5.
 */
export type Termination = (typeof letters)[number];

/** By the number that the request table holds. */
export const terminations: readonly Termination[] = letters;

/** That number. */
export const termination = Object.fromEntries(letters.map((each, index) => [each, index])) as Readonly<
  Record<Termination, number>
>;
