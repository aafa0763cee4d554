import { ConstraintError, compileConstraints, parseConstraints } from '../../constraint/constraint.ts';
import type { SwarmNode } from '../../objects/node.ts';
import type { Filter } from '../filter.ts';

type Test = (node: SwarmNode) => boolean;

/** The node satisfies the service's placement constraints. */
export function constraintFilter(): Filter {
  // A task's placement is never changed in place: its list of expressions is parsed once.
  const compiled = new WeakMap<readonly string[], Test>();
  let test: Test = () => true;
  let asked: readonly string[] = [];
  return {
    name: 'constraint',
    looksAt: 'node',
    applies({ spec }) {
      const expressions = spec.placement.constraints;
      if (expressions.length === 0) return false;
      asked = expressions;
      test = compiled.get(expressions) ?? compileOrPass(expressions);
      compiled.set(expressions, test);
      return true;
    },
    demand: () => JSON.stringify(asked),
    check: ({ node }) => test(node),
    shortfalls({ node }) {
      return asked
        .filter((expression) => !compileOrPass([expression])(node))
        .map((expression) => ({
          lacks: `it is not ${expression}`,
          remedy: `drop the constraint ${expression}`,
          distance: 1,
        }));
    },
    explain: (nodes) => `scheduling constraints not satisfied on ${nodes === 1 ? '1 node' : `${nodes} nodes`}`,
  };
}

/** The control API refuses faulty expressions; here one switches the filter off. */
function compileOrPass(expressions: readonly string[]): Test {
  try {
    return compileConstraints(parseConstraints(expressions));
  } catch (error) {
    if (error instanceof ConstraintError) return () => true;
    throw error;
  }
}
