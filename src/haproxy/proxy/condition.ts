import type { RequestCondition } from '../../traffic/spec.ts';

/** A condition of a rule, as far as the model can decide it. `unknown` looks at what simulated requests do not have (a cookie, a body). */
export type Condition =
  | { readonly kind: 'always' | 'never' | 'unknown' }
  | { readonly kind: 'server'; readonly holds: (server: AnsweringServer) => boolean }
  /** On what a request says. */
  | { readonly kind: 'request'; readonly of: RequestCondition }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] };

export interface AnsweringServer {
  readonly id: number;
  readonly name: string;
}

/** By the server that answered alone; `null` = the model cannot say. */
export function decide(condition: Condition, server: AnsweringServer): boolean | null {
  switch (condition.kind) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'unknown':
    case 'request':
      return null;
    case 'server':
      return condition.holds(server);
    case 'not': {
      const inner = decide(condition.of, server);
      return inner === null ? null : !inner;
    }
    case 'all':
    case 'any':
      return combine(
        condition.of.map((each) => decide(each, server)),
        condition.kind === 'any',
      );
  }
}

/** Three-valued and/or: one that decides it is enough. */
function combine(values: readonly (boolean | null)[], deciding: boolean): boolean | null {
  if (values.includes(deciding)) return deciding;
  return values.includes(null) ? null : !deciding;
}
