import type { SwarmNode } from '../objects/node.ts';
import { equalFold } from './equal-fold.ts';
import { type IpAddress, parseIpAddress, parseSubnet, sameAddress, subnetContains } from './ip-address.ts';

/** One placement constraint, `key op value`. Source: SwarmKit `manager/constraint/constraint.go`. */
export interface Constraint {
  readonly key: string;
  readonly operator: '==' | '!=';
  /** Compared without regard to case; no patterns. */
  readonly value: string;
}

/** A faulty constraint expression; the message is SwarmKit's own, to the letter. */
export class ConstraintError extends Error {
  override readonly name = 'ConstraintError';
}

// Go's case-insensitive letters are Unicode's (hence the flag u), its \s and TrimSpace are not JavaScript's.
const keyPattern = /^[a-z_][a-z0-9\-_.]+$/iu;
const valuePattern = /^[a-z0-9:\-_\t\n\f\r .*()?+[\]\\^$|/]+$/iu;
const outerSpace = /^[\t-\r \u0085\p{Z}]+|[\t-\r \u0085\p{Z}]+$/gu;

const nodeLabelPrefix = 'node.labels.';
const engineLabelPrefix = 'engine.labels.';

/** Throws a {@link ConstraintError} at the first faulty expression. A key that no node knows is not a fault. */
export function parseConstraints(expressions: readonly string[]): Constraint[] {
  return expressions.map(parseConstraint);
}

function parseConstraint(expression: string): Constraint {
  const operator = expression.includes('==') ? '==' : '!=';
  const at = expression.indexOf(operator);
  if (at < 0) throw new ConstraintError('constraint expected one operator from ==, !=');
  const key = expression.slice(0, at).replace(outerSpace, '');
  if (!keyPattern.test(key)) throw new ConstraintError(`key '${key}' is invalid`);
  const value = expression.slice(at + operator.length).replace(outerSpace, '');
  if (!valuePattern.test(value)) throw new ConstraintError(`value '${value}' is invalid`);
  return { key, operator, value };
}

/** Whether the node satisfies all of the constraints. */
export function matchesConstraints(constraints: readonly Constraint[], node: SwarmNode): boolean {
  return compileConstraints(constraints)(node);
}

/** The same as a question to ask of many nodes. */
export function compileConstraints(constraints: readonly Constraint[]): (node: SwarmNode) => boolean {
  const tests = constraints.map(compile);
  return (node) => tests.every((test) => test(node));
}

function compile(constraint: Constraint): (node: SwarmNode) => boolean {
  const { key, value } = constraint;
  if (equalFold(key, 'node.ip')) return (node) => matchesAddress(constraint, node.status.addr);
  const attribute = attributeOf(key);
  // A key that no node knows matches none.
  if (attribute === null) return () => false;
  const wanted = constraint.operator === '==';
  return (node) => equalFold(value, attribute(node)) === wanted;
}

/** What a key stands for on a node; unknown = empty. */
type Attribute = (node: SwarmNode) => string;

/** `null` = no such key. */
function attributeOf(key: string): Attribute | null {
  if (equalFold(key, 'node.id')) return (node) => node.id;
  if (equalFold(key, 'node.hostname')) return (node) => node.description?.hostname ?? '';
  if (equalFold(key, 'node.role')) return (node) => node.role;
  if (equalFold(key, 'node.platform.os')) return (node) => node.description?.platform?.os ?? '';
  if (equalFold(key, 'node.platform.arch')) return (node) => node.description?.platform?.arch ?? '';
  return labelOf(key);
}

/**
 * Reads the label that `node.labels.NAME` or `engine.labels.NAME` names (the prefix in any case, the name as it is): empty
 * where a node has no such label. `null` = the key names no label. Constraints and spread preferences share it.
 */
export function labelOf(key: string): Attribute | null {
  const nodeLabel = nameAfter(nodeLabelPrefix, key);
  if (nodeLabel !== null) return ({ spec }) => ownValue(spec.labels, nodeLabel);
  const engineLabel = nameAfter(engineLabelPrefix, key);
  if (engineLabel !== null) return ({ description }) => ownValue(description?.engine?.labels, engineLabel);
  return null;
}

function nameAfter(prefix: string, key: string): string | null {
  if (key.length <= prefix.length || !equalFold(key.slice(0, prefix.length), prefix)) return null;
  return key.slice(prefix.length);
}

function ownValue(labels: Readonly<Record<string, string>> | undefined, name: string): string {
  return labels !== undefined && Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}

/** `value` is one address or a subnet; one that is neither matches no node, whatever the operator. */
function matchesAddress({ value, operator }: Constraint, addr: string): boolean {
  const actual = parseIpAddress(addr);
  const inside = isAt(value, actual);
  return inside !== null && inside === (operator === '==');
}

function isAt(value: string, actual: IpAddress | null): boolean | null {
  const single = parseIpAddress(value);
  if (single !== null) return actual !== null && sameAddress(single, actual);
  const subnet = parseSubnet(value);
  if (subnet !== null) return actual !== null && subnetContains(subnet, actual);
  return null;
}
