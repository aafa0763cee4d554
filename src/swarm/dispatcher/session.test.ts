import { describe, expect, it } from 'vitest';
import { EventLoop } from '../../kernel/event-loop.ts';
import type { Agent } from '../agent/agent.ts';
import type { Task } from '../objects/task.ts';
import { Session } from './session.ts';

function world(quietMs: number) {
  const loop = new EventLoop();
  const sent: string[] = [];
  const agent = {
    assign: (task: Task) => sent.push(`${task.id} ${loop.nowMs}`),
    discard: (id: string) => sent.push(`-${id} ${loop.nowMs}`),
  } as unknown as Agent;
  return { loop, sent, session: new Session(loop, agent, quietMs) };
}

const task = (id: string) => ({ id }) as Task;

describe('Session', () => {
  it('sends after a quiet time, which each change begins anew', () => {
    const { loop, sent, session } = world(100);
    session.send('a', task('a'));
    loop.call(60, () => session.send('b', null));
    loop.runUntil(1_000);
    expect(sent).toEqual(['a 160', '-b 160']);
  });

  it('sends a hundred changes without waiting', () => {
    const { sent, session } = world(100);
    for (let i = 0; i < 100; i++) session.send(`t${i}`, task(`t${i}`));
    expect(sent).toHaveLength(100);
  });

  it('sends nothing once it is closed', () => {
    const { loop, sent, session } = world(100);
    session.send('a', task('a'));
    session.close();
    loop.runUntil(1_000);
    expect(sent).toEqual([]);
  });
});
