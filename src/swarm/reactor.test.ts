import { describe, expect, it } from 'vitest';
import { EventLoop } from '../kernel/event-loop.ts';
import { newTask } from './orchestrator/new-task.ts';
import { type Component, Reactor } from './reactor.ts';
import { Store } from './store/store.ts';
import { serviceSpec } from './testing/service-spec.ts';

function world(commitMs = 0) {
  const loop = new EventLoop();
  const store = new Store(() => loop.nowMs);
  const reactor = new Reactor(loop, store, commitMs);
  const seen: string[] = [];
  store.update((tx) =>
    tx.createService({
      id: 's',
      spec: serviceSpec('web'),
      specVersion: 0,
      previousSpec: null,
      previousSpecVersion: null,
      endpoint: null,
      updateStatus: null,
      jobStatus: null,
    }),
  );
  const create = (id: string) => {
    const service = store.services.get('s');
    if (service === undefined) throw new Error('no service');
    store.update((tx) => tx.createTask(newTask(id, service, 1, '', loop.nowMs)));
  };
  /** Notes each task that it sees, and writes what `answer` says to it. */
  const component = (name: string, answer: (id: string) => string | null = () => null): Component => ({
    react(event) {
      if (event.kind !== 'task' || event.after === null) return;
      seen.push(`${name} ${event.after.id} ${loop.nowMs}`);
      const next = answer(event.after.id);
      if (next !== null) create(next);
    },
    resume: () => false,
  });
  return { loop, store, reactor, seen, create, component };
}

describe('Reactor', () => {
  it('lets the others go on as soon as one has written', () => {
    const { loop, reactor, seen, create, component } = world();
    reactor.add(component('first', (id) => (id === 'a' ? 'c' : null)));
    reactor.add(component('second'));
    create('a');
    create('b');
    loop.runUntil(0);
    expect(seen).toEqual(['first a 0', 'second a 0', 'second b 0', 'second c 0', 'first b 0', 'first c 0']);
  });

  it('lets all timers of an instant expire before anything reacts', () => {
    const { loop, reactor, seen, create, component } = world();
    reactor.add(component('only'));
    loop.call(10, () => create('a'));
    loop.call(10, () => seen.push('timer'));
    loop.runUntil(10);
    expect(seen).toEqual(['timer', 'only a 10']);
  });

  it('shows a commit after the latency of a commit', () => {
    const { loop, reactor, seen, create, component } = world(2);
    reactor.add(component('only', (id) => (id === 'a' ? 'b' : null)));
    loop.runUntil(10);
    create('a');
    loop.runUntil(20);
    expect(seen).toEqual(['only a 12', 'only b 14']);
  });
});
