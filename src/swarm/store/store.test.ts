import { describe, expect, it } from 'vitest';
import type { Change } from '../change.ts';
import { newTask } from '../orchestrator/new-task.ts';
import { serviceSpec } from '../testing/service-spec.ts';
import { Store } from './store.ts';

function storeWithService() {
  const store = new Store(() => 5);
  store.update((tx) => {
    tx.createService({
      id: 's',
      spec: serviceSpec('web'),
      specVersion: 0,
      previousSpec: null,
      previousSpecVersion: null,
      endpoint: null,
      updateStatus: null,
      jobStatus: null,
    });
  });
  const service = store.services.get('s');
  if (service === undefined) throw new Error('no service');
  return { store, service };
}

describe('Store', () => {
  it('gives each commit a higher version, and objects the time of their writes', () => {
    const { store, service } = storeWithService();
    store.update((tx) => tx.updateService(service));
    const updated = store.services.get('s');
    expect(updated?.version).toBeGreaterThan(service.version);
    expect(updated).toMatchObject({ createdAtMs: 5, updatedAtMs: 5 });
  });

  it('undoes a transaction that throws, indexes included', () => {
    const { store, service } = storeWithService();
    const write = () =>
      store.update((tx) => {
        tx.createTask(newTask('t', service, 1, 'n1', 5));
        tx.deleteService('s');
        throw new Error('no');
      });
    expect(write).toThrow('no');
    expect(store.tasks.size).toBe(0);
    expect(store.tasks.ofNode('n1')).toEqual([]);
    expect(store.tasks.ofInstance('s', 1)).toEqual([]);
    expect(store.servicesByName.get('web')).toBe(service);
  });

  it('undoes a batch that is dropped', () => {
    const { store, service } = storeWithService();
    store.batch((batch) => {
      batch.update((tx) => tx.createTask(newTask('t', service, 1, '', 5)));
      batch.drop();
    });
    expect(store.tasks.size).toBe(0);
    store.update((tx) => tx.createTask(newTask('t', service, 1, '', 5)));
    expect(store.tasks.size).toBe(1);
  });

  it('splits a batch of many changes into several commits', () => {
    const { store, service } = storeWithService();
    const commits: number[] = [];
    store.onCommit((changes) => commits.push(changes.length));
    store.batch((batch) => {
      for (let i = 0; i < 450; i++) batch.update((tx) => tx.createTask(newTask(`t${i}`, service, i + 1, '', 5)));
    });
    expect(commits).toEqual([200, 200, 50]);
  });

  it('tells of changes with the object before and after', () => {
    const { store, service } = storeWithService();
    const seen: Change[] = [];
    store.onCommit((changes) => seen.push(...changes));
    store.update((tx) => tx.createTask(newTask('t', service, 1, '', 5)));
    store.update((tx) => tx.deleteTask('t'));
    expect(seen.map(({ before, after }) => [before?.id, after?.id])).toEqual([
      [undefined, 't'],
      ['t', undefined],
    ]);
  });

  it('counts no commit where nothing changes', () => {
    const { store } = storeWithService();
    const { commits } = store;
    store.update(() => {});
    expect(store.commits).toBe(commits);
  });
});
