import { ControlError, LookupError } from '../../swarm/control/control-error.ts';
import type { SwarmNode } from '../../swarm/objects/node.ts';
import type { Task } from '../../swarm/objects/task.ts';
import { taskName } from '../../swarm/objects/task-name.ts';
import { TaskState } from '../../swarm/objects/task-state.ts';
import type { NameLookup } from '../show/task-table.ts';
import { taskIds, taskTable } from '../show/task-table.ts';
import type { TaskListing } from '../syntax/service/service-commands.ts';
import type { Filter } from '../syntax/values/filter.ts';
import type { FilterKind } from './filters.ts';
import { applyFilters } from './filters.ts';
import type { ManagerSession } from './session.ts';
import { engineFailure } from './session.ts';

/** Desired states that can be asked for. Source: moby `daemon/cluster/filters.go`. */
const desiredStates: ReadonlyMap<string, TaskState> = new Map([
  ['running', TaskState.running],
  ['shutdown', TaskState.shutdown],
  ['accepted', TaskState.accepted],
]);

/** Prints the tasks of `service ps`, `node ps` and `stack ps`, as the flags say. */
export function printTasks(session: ManagerSession, tasks: readonly Task[], listing: TaskListing): void {
  const shown = shownTasks(session, tasks, listing.filters);
  const names = listing.noResolve ? rawIds : namesIn(session);
  if (listing.quiet) session.terminal.write(taskIds(shown, names));
  else session.terminal.write(taskTable(shown, names, session.nowMs, listing));
}

export function shownTasks(session: ManagerSession, tasks: readonly Task[], asked: readonly Filter[]): Task[] {
  const filters = asked.map((filter) =>
    filter.name === 'node' ? { ...filter, value: findNode(session, filter.value).id } : filter,
  );
  return applyFilters(tasks, filters, taskFilters);
}

const taskFilters: ReadonlyMap<string, FilterKind<Task>> = new Map<string, FilterKind<Task>>([
  [
    'id',
    (value) =>
      ({ id }) =>
        id.startsWith(value),
  ],
  ['name', (value) => (task) => taskName(task).startsWith(value)],
  [
    'node',
    (value) =>
      ({ nodeId }) =>
        nodeId === value,
  ],
  ['desired-state', isDesired],
  // Tasks have no labels of their own.
  ['label', () => () => false],
]);

function isDesired(word: string): (task: Task) => boolean {
  const state = desiredStates.get(word);
  if (state === undefined) throw engineFailure(`Invalid desired-state filter: '${word}'`);
  return ({ desiredState }) => desiredState === state;
}

const rawIds: NameLookup = { service: (id) => id, node: (id) => id };

/** A service or node that is no more is shown by its id. */
function namesIn({ control }: ManagerSession): NameLookup {
  return {
    service: (id) => knownOr(id, () => control.getService(id).spec.name),
    node: (id) => (id === '' ? '' : knownOr(id, () => nodeName(control.getNode(id)))),
  };
}

/** docker/cli `idresolver`: the node's own name, else its hostname, else its id. */
function nodeName(node: SwarmNode): string {
  return node.spec.name || node.description?.hostname || node.id;
}

function knownOr(id: string, find: () => string): string {
  try {
    return find();
  } catch (error) {
    if (error instanceof LookupError || error instanceof ControlError) return id;
    throw error;
  }
}

/** `self` is the node where the command is typed. */
export function findNode(session: ManagerSession, argument: string): SwarmNode {
  return argument === 'self' ? session.control.getNode(session.membership.nodeId) : session.control.findNode(argument);
}
