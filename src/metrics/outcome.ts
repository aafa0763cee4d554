/** How a request ended, as its client sees it. */
export type OutcomeKind = 'ok' | 'refused' | 'no_backend' | 'backlog' | 'timeout' | 'reset' | 'other';

/** The order of this list is the order of the `error_…` columns. */
export const errorKinds = [
  'refused',
  'no_backend',
  'backlog',
  'timeout',
  'reset',
  'other',
] as const satisfies readonly OutcomeKind[];
export type ErrorKind = (typeof errorKinds)[number];

/** All outcomes; recorders and requests hold an outcome as its index in this list. */
export const outcomeKinds = ['ok', ...errorKinds] as const;

/** The indices, for code that runs per request. */
export const outcome = { ok: 0, refused: 1, noBackend: 2, backlog: 3, timeout: 4, reset: 5, other: 6 } as const;
