import type { RequestCondition } from '../../traffic/spec.ts';
import type { Condition } from '../proxy/condition.ts';

/**
 * A condition that is looked at before a server is chosen; `null` (the written condition) always holds.
 *
 * @returns `null` = it hangs on something that simulated requests do not have
 */
export function toRequestCondition(condition: Condition | null): RequestCondition | null {
  if (condition === null) return { kind: 'always' };
  switch (condition.kind) {
    case 'always':
    case 'never':
      return { kind: condition.kind };
    case 'unknown':
      return null;
    // No server has answered yet.
    case 'server':
      return { kind: 'never' };
    case 'request':
      return condition.of;
    case 'not':
      return negated(toRequestCondition(condition.of));
    case 'all':
      return combined('all', condition.of.map(toRequestCondition));
    case 'any':
      return combined('any', condition.of.map(toRequestCondition));
  }
}

function negated(of: RequestCondition | null): RequestCondition | null {
  if (of === null) return null;
  if (of.kind === 'always') return { kind: 'never' };
  return of.kind === 'never' ? { kind: 'always' } : { kind: 'not', of };
}

/** What decides it alone is enough, whatever the others hang on; what decides nothing is left out. */
function combined(kind: 'all' | 'any', of: readonly (RequestCondition | null)[]): RequestCondition | null {
  const [deciding, neutral] = kind === 'all' ? (['never', 'always'] as const) : (['always', 'never'] as const);
  if (of.some((each) => each?.kind === deciding)) return { kind: deciding };
  const left = of.filter((each) => each?.kind !== neutral);
  const known = left.filter((each) => each !== null);
  if (known.length < left.length) return null;
  if (known.length === 0) return { kind: neutral };
  return known.length === 1 ? known[0]! : { kind, of: known };
}
