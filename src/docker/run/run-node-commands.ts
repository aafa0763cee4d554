import type { NodeRole, NodeSpec, SwarmNode } from '../../swarm/objects/node.ts';
import { CommandFailure } from '../command-failure.ts';
import { nodeJson } from '../engine-json/node-json.ts';
import { nodeTypes } from '../engine-json/object-types.ts';
import { inventTrustRoot } from '../invented-certificate.ts';
import { nodePretty } from '../show/node-pretty.ts';
import { nodeTable } from '../show/node-table.ts';
import type {
  NodeDemote,
  NodeInspect,
  NodeList,
  NodePromote,
  NodeRemove,
  NodeTasks,
  NodeUpdate,
} from '../syntax/node/node-commands.ts';
import { compareNatural } from '../text/natural-order.ts';
import type { FilterKind } from './filters.ts';
import { applyFilters, hasLabel } from './filters.ts';
import { type Inspected, printInspected } from './inspect-objects.ts';
import { findNode, printTasks } from './print-tasks.ts';
import type { ManagerSession } from './session.ts';
import { engineFailure, forEachArgument, instantOf, refusalText } from './session.ts';

const listFilters: ReadonlyMap<string, FilterKind<SwarmNode>> = new Map<string, FilterKind<SwarmNode>>([
  [
    'id',
    (value) =>
      ({ id }) =>
        id.startsWith(value),
  ],
  ['name', (value) => (node) => hostname(node).startsWith(value)],
  [
    'label',
    (value) =>
      ({ description }) =>
        hasLabel(description?.engine?.labels ?? {}, value),
  ],
  [
    'node.label',
    (value) =>
      ({ spec }) =>
        hasLabel(spec.labels, value),
  ],
  ['role', (value) => hasRole(checkedWord('role', value, ['manager', 'worker']))],
  ['membership', (value) => hasMembership(checkedWord('membership', value, ['accepted', 'pending']))],
]);

function hasRole(role: string): (node: SwarmNode) => boolean {
  return (node) => node.role === role;
}

/** Every node is taken in at once. */
function hasMembership(membership: string): (node: SwarmNode) => boolean {
  return () => membership === 'accepted';
}

function checkedWord(filter: string, value: string, words: readonly string[]): string {
  if (words.includes(value)) return value;
  throw engineFailure(`Invalid ${filter} filter: '${value}'`);
}

function hostname(node: SwarmNode): string {
  return node.description?.hostname ?? '';
}

export function listNodes(form: NodeList, session: ManagerSession): void {
  const nodes = applyFilters(session.control.listNodes(), form.filters, listFilters).sort((a, b) =>
    compareNatural(hostname(a), hostname(b)),
  );
  if (form.quiet) for (const { id } of nodes) session.terminal.print(id);
  else session.terminal.write(nodeTable(nodes, session.membership.nodeId, form.format));
}

/** Names that are unknown are told after the table of the others. */
export function listNodeTasks(form: NodeTasks, session: ManagerSession): void {
  const nodeIds: string[] = [];
  const problems: string[] = [];
  for (const argument of form.nodes) {
    try {
      nodeIds.push(findNode(session, argument).id);
    } catch (error) {
      problems.push(refusalText(error));
    }
  }
  const tasks = nodeIds.flatMap((nodeId) => session.control.listTasks({ nodeIds: [nodeId] }));
  if (problems.length === 0 || tasks.length > 0) printTasks(session, tasks, form.listing);
  if (problems.length > 0) session.terminal.fail(problems.join('\n'));
}

export function inspectNodes(form: NodeInspect, session: ManagerSession): void {
  if (!form.pretty) {
    printInspected(session, form.nodes, form.format, (name) => inspectedNode(session, findNode(session, name)));
    return;
  }
  const trustRoot = inventTrustRoot(session.swarm.clusterId);
  for (const node of form.nodes.map((name) => findNode(session, name)))
    session.terminal.write(nodePretty(node, instantOf(session, node.createdAtMs), trustRoot));
}

export function inspectedNode({ host, swarm }: ManagerSession, node: SwarmNode): Inspected {
  return [nodeJson(node, host.startUnixMs, inventTrustRoot(swarm.clusterId)), nodeTypes];
}

export function updateNode(form: NodeUpdate, session: ManagerSession): void {
  const node = findNode(session, form.node);
  session.control.updateNode(node.id, node.version, changedSpec(node.spec, form));
  session.terminal.print(form.node);
}

function changedSpec(spec: NodeSpec, form: NodeUpdate): NodeSpec {
  const labels = new Map(Object.entries({ ...spec.labels, ...form.addedLabels }));
  for (const label of form.removedLabels) {
    if (!labels.delete(label)) throw new CommandFailure(`key ${label} doesn't exist in node's labels`);
  }
  return {
    ...spec,
    labels: Object.fromEntries(labels),
    desiredRole: form.role ?? spec.desiredRole,
    availability: form.availability ?? spec.availability,
  };
}

/** Stops at the first refusal. */
export function changeRoles(form: NodePromote | NodeDemote, session: ManagerSession): void {
  const role: NodeRole = form.kind === 'node promote' ? 'manager' : 'worker';
  for (const argument of form.nodes) {
    const node = findNode(session, argument);
    if (node.spec.desiredRole === role) {
      session.terminal.print(`Node ${node.id} is already a ${role}.`);
      continue;
    }
    session.control.updateNode(node.id, node.version, { ...node.spec, desiredRole: role });
    session.terminal.print(
      role === 'manager'
        ? `Node ${argument} promoted to a manager in the swarm.`
        : `Manager ${argument} demoted in the swarm.`,
    );
  }
}

export function removeNodes(form: NodeRemove, session: ManagerSession): void {
  forEachArgument(session, form.nodes, (argument) => {
    session.control.removeNode(findNode(session, argument).id, { force: form.force });
    session.terminal.print(argument);
  });
}
