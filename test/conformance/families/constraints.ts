import { ConstraintError, matchesConstraints, parseConstraints } from '../../../src/swarm/constraint/constraint.ts';
import type { SwarmNode } from '../../../src/swarm/objects/node.ts';
import type { CaseResult, Family } from '../family.ts';
import { type RecordedNode, toSwarmNode } from '../recorded-node.ts';

interface ConstraintCase {
  readonly id: string;
  readonly constraints: readonly string[];
  readonly node: RecordedNode;
  /** No hostname, platform or engine is known. */
  readonly noDescription?: boolean;
  readonly noEngine?: boolean;
  readonly match?: boolean;
  /** The parser's text. */
  readonly error?: string;
}

/** Family F: which nodes a list of constraint expressions allows, and which expressions are refused. */
export const constraints: Family = {
  name: 'constraints',
  accepts: (file) => file.family === 'constraints',
  *run(file) {
    for (const recorded of (file as { cases: readonly ConstraintCase[] }).cases) yield runCase(recorded);
  },
};

function runCase(recorded: ConstraintCase): CaseResult {
  const expected = recorded.error ?? recorded.match;
  const actual = outcome(recorded);
  if (actual === expected) return { id: recorded.id, passed: true };
  return {
    id: recorded.id,
    passed: false,
    difference: `recorded ${JSON.stringify(expected)}, here ${JSON.stringify(actual)}`,
  };
}

function outcome(recorded: ConstraintCase): boolean | string {
  try {
    return matchesConstraints(parseConstraints(recorded.constraints), nodeOf(recorded));
  } catch (error) {
    if (error instanceof ConstraintError) return error.message;
    throw error;
  }
}

function nodeOf({ node, noDescription, noEngine }: ConstraintCase): SwarmNode {
  const whole = toSwarmNode(node);
  if (noDescription === true || whole.description === null) return { ...whole, description: null };
  return noEngine === true ? { ...whole, description: { ...whole.description, engine: null } } : whole;
}
