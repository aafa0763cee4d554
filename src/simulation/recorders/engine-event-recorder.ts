import type { EngineEvent } from '../../docker/engine-event.ts';
import { namedContainer } from '../../docker/task-container.ts';
import type { Change } from '../../swarm/change.ts';
import type { SwarmNode } from '../../swarm/objects/node.ts';
import type { Service } from '../../swarm/objects/service.ts';
import type { Task } from '../../swarm/objects/task.ts';

/** So many of the past an engine knows. Source: moby `daemon/events/events.go`, eventsLimit. */
const mostKept = 256;

type Attributes = Readonly<Record<string, string>>;

/** What engines tell of (`docker events`), as far as scheduling shows in it. */
export class EngineEventRecorder {
  /** By node: of its containers. */
  readonly #ofNodes = new Map<string, EngineEvent[]>();
  readonly #ofSwarm: EngineEvent[] = [];
  /** Tasks with a container, by id. */
  readonly #existing = new Set<string>();

  /** Of a task's container, whose engine is on the task's node. */
  container(task: Task, action: string, more: Attributes, nowMs: number): void {
    if (action === 'create') this.#existing.add(task.id);
    // Of one whose image was not found there was never a container.
    if (action === 'destroy' && !this.#existing.delete(task.id)) return;
    const { id, name, image, labels } = namedContainer(task);
    const attributes = { ...labels, image, name, ...more };
    const known = this.#ofNodes.get(task.nodeId) ?? [];
    this.#ofNodes.set(task.nodeId, known);
    keep(known, { atMs: nowMs, scope: 'local', type: 'container', action, id, attributes });
  }

  record(change: Change, nowMs: number): void {
    if (change.kind === 'task') return;
    const object = change.after ?? change.before;
    if (object === null) return;
    const action = change.before === null ? 'create' : change.after === null ? 'remove' : 'update';
    const attributes =
      change.kind === 'node' ? ofNode(change.before, change.after) : ofService(change.before, change.after);
    keep(this.#ofSwarm, { atMs: nowMs, scope: 'swarm', type: change.kind, action, id: object.id, attributes });
  }

  /** In their order; a worker knows nothing of the swarm's objects. */
  on(nodeId: string, isManager: boolean): readonly EngineEvent[] {
    const own = this.#ofNodes.get(nodeId) ?? [];
    return isManager ? [...this.#ofSwarm, ...own].sort((a, b) => a.atMs - b.atMs) : own;
  }
}

function keep(events: EngineEvent[], event: EngineEvent): void {
  events.push(event);
  if (events.length > mostKept) events.shift();
}

/** Source: moby `daemon/events.go`, logNodeEvent. */
function ofNode(before: SwarmNode | null, after: SwarmNode | null): Attributes {
  const node = after ?? before;
  const name = node?.description?.hostname ?? '';
  if (before === null || after === null) return { name };
  return {
    name,
    ...changed('availability', before.spec.availability, after.spec.availability),
    ...changed('role', before.role, after.role),
    ...changed('state', before.status.state, after.status.state),
  };
}

/** Source: the same, logServiceEvent. */
function ofService(before: Service | null, after: Service | null): Attributes {
  const name = (after ?? before)?.spec.name ?? '';
  if (before === null || after === null) return { name };
  const replicas = ({ spec: { mode } }: Service) => (mode.kind === 'replicated' ? String(mode.replicas) : '');
  const state = (service: Service) => service.updateStatus?.state ?? '';
  return {
    name,
    ...changed('image', before.spec.task.container.image, after.spec.task.container.image),
    ...(replicas(before) === '' || replicas(after) === ''
      ? {}
      : changed('replicas', replicas(before), replicas(after))),
    ...(state(after) === '' ? {} : changed('updatestate', state(before), state(after))),
  };
}

/** What was nothing has no old value. */
function changed(what: string, before: string, after: string): Attributes {
  if (before === after) return {};
  return { ...(before === '' ? {} : { [`${what}.old`]: before }), [`${what}.new`]: after };
}
