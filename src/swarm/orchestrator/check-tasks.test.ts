import { describe, expect, it } from 'vitest';
import { EventLoop } from '../../kernel/event-loop.ts';
import { RandomStreams } from '../../kernel/random-streams.ts';
import type { SwarmNode } from '../objects/node.ts';
import type { Service, ServiceMode } from '../objects/service.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Component } from '../reactor.ts';
import { IdSource } from '../store/ids.ts';
import { Store } from '../store/store.ts';
import { serviceSpec } from '../testing/service-spec.ts';
import { GlobalOrchestrator } from './global.ts';
import { JobsOrchestrator } from './jobs/jobs.ts';
import { newTask } from './new-task.ts';
import { makeOrchestratorTools, type OrchestratorTools } from './orchestrator-tools.ts';

const nodeId = 'n1';
const node = { id: nodeId, spec: { availability: 'drain' }, status: { state: 'ready' } } as SwarmNode;

/** The desired states of the tasks when an orchestrator has begun that found a running task on a drained node. */
function desiredAfterStart(mode: ServiceMode, make: (tools: OrchestratorTools) => Component): TaskState[] {
  const store = new Store(() => 0);
  const isJob = mode.kind.endsWith('-job');
  const service = {
    ...{ id: 's', spec: serviceSpec('web', { mode }), specVersion: 1, updateStatus: null },
    jobStatus: isJob ? { jobIteration: 0, lastExecutionMs: 0 } : null,
  } as Service;
  store.update((tx) => {
    tx.createNode(node);
    tx.createService(service);
    const task = newTask('t', service, 0, nodeId, 0);
    tx.createTask({ ...task, status: { ...task.status, state: TaskState.running } });
  });
  const random = new RandomStreams(1);
  const ids = new IdSource(random.stream('ids'));
  const loop = new EventLoop();
  make(makeOrchestratorTools(store, loop, ids, random.stream('orders'))).resume?.();
  return [...store.tasks.all()].map(({ desiredState }) => desiredState);
}

describe('an orchestrator that starts with a task on a drained node', () => {
  it('shuts down that of a global service', () => {
    const desired = desiredAfterStart({ kind: 'global' }, (tools) => new GlobalOrchestrator(tools));
    expect(desired).toEqual([TaskState.shutdown]);
  });

  it('puts another in the place of that of a job', () => {
    const job: ServiceMode = { kind: 'replicated-job', maxConcurrent: 1, totalCompletions: 1 };
    const desired = desiredAfterStart(job, (tools) => new JobsOrchestrator(tools));
    expect(desired).toEqual([TaskState.shutdown, TaskState.ready]);
  });
});
