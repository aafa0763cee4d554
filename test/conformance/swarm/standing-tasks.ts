import { parseCommand } from '../../../src/docker/parse-command.ts';
import type { ServiceMode, ServiceSpec } from '../../../src/swarm/objects/service.ts';
import { TaskState } from '../../../src/swarm/objects/task-state.ts';
import { newTask } from '../../../src/swarm/orchestrator/new-task.ts';
import type { Swarm } from '../../../src/swarm/swarm.ts';
import { type RecordedTask, type Recording, standingTasks } from './recording.ts';

/**
 * Puts the services whose tasks ran before the recording began on their nodes, as if the scheduler had just placed
 * them: the agents start them. What their services said beside the image is not recorded, so it is Docker's default.
 */
export function putStandingTasks(recording: Recording, swarm: Swarm): void {
  const standing = standingTasks(recording);
  for (const name of new Set(standing.map(({ service }) => service))) {
    const tasks = standing.filter(({ service }) => service === name);
    putService(name, tasks, swarm);
  }
}

function putService(name: string, tasks: readonly RecordedTask[], swarm: Swarm): void {
  const { store } = swarm;
  const nodeIds = new Map([...store.nodes.values()].map(({ id, description }) => [description?.hostname, id]));
  store.update((tx) => {
    const service = tx.createService({
      id: idOf(`service-${name}`),
      spec: specOf(name, tasks),
      specVersion: 1,
      previousSpec: null,
      previousSpecVersion: null,
      endpoint: null,
      updateStatus: null,
      jobStatus: null,
    });
    for (const { id, slot, nodeName } of tasks) {
      const task = newTask(id, service, slot, nodeIds.get(nodeName ?? '') ?? '', 0);
      tx.createTask({ ...task, status: { ...task.status, state: TaskState.assigned } });
    }
  });
}

function specOf(name: string, tasks: readonly RecordedTask[]): ServiceSpec {
  const last = tasks.at(-1)!;
  const mode: ServiceMode = last.slot === 0 ? { kind: 'global' } : { kind: 'replicated', replicas: tasks.length };
  const { form } = parseCommand(`docker service create --name ${name} ${last.image}`);
  if (form.kind !== 'service create') throw new Error('not a service');
  return { ...form.spec, mode };
}

/** As long as a real one. */
function idOf(text: string): string {
  return text
    .replace(/[^a-z0-9]/g, '')
    .padEnd(25, '0')
    .slice(0, 25);
}
